import { Validator } from '@seriousme/openapi-schema-validator';

const validator = new Validator();

/** The official JSON Schemas of OpenAPI, and references that must resolve: the first complaint, `undefined` for none. */
export async function publicComplaint(document: unknown): Promise<string | undefined> {
  const { valid, errors } = await validator.validate(document as Record<string, unknown>); // what is none, it refuses
  if (valid) return undefined;
  if (typeof errors === 'string') return errors;
  const [first] = errors ?? [];
  return `${first?.instancePath ?? ''} ${first?.message ?? 'no reason given'}`;
}
