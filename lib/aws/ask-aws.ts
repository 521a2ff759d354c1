import { awsFailure } from './aws-failure.ts';

/** Calls AWS, whose refusals and silence are told in the user's words; each of our calls may be made again. */
export async function askAws<Answer>(what: string, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    throw awsFailure(what, error);
  }
}
