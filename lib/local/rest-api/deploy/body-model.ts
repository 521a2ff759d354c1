import { createRequire } from 'node:module';
import type { Ajv, ValidateFunction } from 'ajv';
import { draft04Schema } from './draft04-schema.ts';
import { modelErrors } from './model-errors.ts';

const require = createRequire(import.meta.url);

/** Checks a parsed body. `broken`: the schema itself cannot be compiled. */
export type BodyModel = (body: unknown) => BodyModelOutcome;

export type BodyModelOutcome =
  | { readonly kind: 'valid' }
  | { readonly kind: 'invalid'; readonly message: string }
  | { readonly kind: 'broken'; readonly message: string };

/**
 * Makes body models that share one set of named schemas. Each is compiled at its first use: a large document has
 * thousands, and compiling one takes milliseconds.
 * @param arrayBounds whether `minItems` and `maxItems` hold
 */
export function bodyModels(
  namedSchemas: Readonly<Record<string, unknown>>,
  arrayBounds: boolean,
): (schema: unknown) => BodyModel {
  let ajv: Ajv | undefined;
  return (schema) => {
    let validate: ValidateFunction | undefined;
    return (body) => {
      try {
        ajv ??= openAjv(namedSchemas, arrayBounds);
        validate ??= ajv.compile(asSchema(draft04Schema(schema, arrayBounds)));
      } catch (error) {
        return { kind: 'broken', message: error instanceof Error ? error.message : String(error) };
      }
      return validate(body) ? { kind: 'valid' } : { kind: 'invalid', message: modelErrors(validate.errors ?? []) };
    };
  };
}

function openAjv(namedSchemas: Readonly<Record<string, unknown>>, arrayBounds: boolean): Ajv {
  const library = require('ajv') as typeof import('ajv'); // its own types; gateways of ours have no models as a rule
  const ajv = new library.Ajv({
    strict: false,
    validateFormats: false,
    unicodeRegExp: false,
    validateSchema: false,
    logger: false,
    allErrors: true,
    verbose: true,
  });
  for (const [name, schema] of Object.entries(namedSchemas))
    ajv.addSchema(asSchema(draft04Schema(schema, arrayBounds)), `model:${name}`);
  return ajv;
}

/** draft-04 has no schema but an object. */
function asSchema(schema: unknown): object {
  return typeof schema === 'object' && schema !== null ? schema : {};
}
