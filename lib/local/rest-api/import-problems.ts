import { UserError } from '../../errors.ts';

/** Gathers everything in an API's body that cannot be served as API Gateway would, to refuse it at once and by name. */
export interface ImportProblems {
  /** Something API Gateway does and the local gateway does not (yet). @param place e.g. `GET /pets` */
  unsupported(place: string, what: string): void;
  /** Something API Gateway's own importer or deployment refuses. */
  invalid(place: string, what: string): void;
  /** Served, but its owner should know; the same is told once. */
  notice(place: string, what: string): void;
  /** Throws one error with all of them, if there are any. */
  throwIfAny(apiName: string): void;
}

export function importProblems(onLog: (line: string) => void): ImportProblems {
  const lines: string[] = [];
  const noticed = new Set<string>();
  return {
    unsupported: (place, what) => {
      lines.push(`${place}: ${what} is not supported by the local gateway`);
    },
    invalid: (place, what) => {
      lines.push(`${place}: API Gateway refuses it: ${what}`);
    },
    notice: (place, what) => {
      if (!noticed.has(what)) onLog(`${place}: ${what}`);
      noticed.add(what);
    },
    throwIfAny: (apiName) => {
      if (lines.length === 0) return;
      const rest = lines.length > 10 ? `\n  and ${lines.length - 10} more` : '';
      throw new UserError(
        'ASSEMBLY_UNSUPPORTED',
        `REST API "${apiName}" cannot be served, nothing of it is: change what is named here, or test it on AWS\n  ${lines.slice(0, 10).join('\n  ')}${rest}`,
      );
    },
  };
}
