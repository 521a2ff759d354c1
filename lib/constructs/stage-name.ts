import { UserError } from '../errors.ts';

/** What API Gateway accepts as a stage's name ("important notes", developer guide). */
export const STAGE_NAME = /^[A-Za-z0-9_-]{1,128}$/;

/** Refuses here what only the deploy would, minutes later. */
export function checkStageName(name: string): void {
  if (STAGE_NAME.test(name)) return;
  throw new UserError(
    'INVALID_OPTION',
    `stageName is ${JSON.stringify(name)}, expected 1 to 128 letters, digits, - and _, name the stage so`,
  );
}
