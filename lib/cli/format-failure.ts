import type { UserError } from '../errors.ts';

export function formatUserError(error: UserError): string {
  return `error ${error.code}: ${error.message}`;
}

/** What is not a user error is our bug: the whole stack, causes included, and what to do with it. */
export function formatBug(error: unknown): string {
  const parts = [stackOf(error)];
  for (let cause = causeOf(error); cause !== undefined; cause = causeOf(cause))
    parts.push(`caused by: ${stackOf(cause)}`);
  return [...parts, 'this is a bug of gatewright, not yours: please report it with the lines above'].join('\n');
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
