import { UserError } from '../../errors.ts';

/** Gathers everything in an API that cannot be served as API Gateway would, to refuse it at once and by name. */
export interface ApiProblems {
  /** Something API Gateway's own importer or deployment refuses, in its words. @param place e.g. `GET /pets` */
  invalid(place: string, message: string): void;
  /** Something the importer warns of, in its words. */
  warning(message: string): void;
  /** Something API Gateway does and the local gateway does not, which all of the API would be wrong without. */
  unsupported(place: string, what: string): void;
  /** All of the API does not run here. */
  nothingRuns(reason: string): void;
  /** Something that does not run here: told once, refused when it is asked for, while all else is served. */
  elsewhere(place: string, what: string): void;
  /** Served, but its owner should know; the same is told once. */
  notice(place: string, what: string): void;
  /** What was refused as invalid, for a control plane that quotes it. */
  readonly refusals: readonly string[];
  readonly warnings: readonly string[];
  /** Throws one error with all that is invalid or not supported, if there is any. */
  throwIfAny(apiName: string): void;
}

export function apiProblems(onLog: (line: string) => void): ApiProblems {
  const lines: string[] = [];
  const refusals: string[] = [];
  const warnings: string[] = [];
  const noticed = new Set<string>();
  return {
    refusals,
    warnings,
    invalid: (place, message) => {
      refusals.push(message);
      lines.push(`${place}: API Gateway refuses it: ${message}`);
    },
    warning: (message) => {
      warnings.push(message);
      onLog(`API Gateway warns: ${message}`);
    },
    unsupported: (place, what) => {
      lines.push(`${place}: ${what} is not supported by the local gateway`);
    },
    nothingRuns: (reason) => {
      lines.push(`nothing of it runs here: ${reason}`);
    },
    elsewhere: (place, what) => {
      const line = `${place} is refused here, the rest is served: ${what}`;
      if (!noticed.has(line)) onLog(line);
      noticed.add(line);
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
