import type { ErrorObject } from 'ajv';

/** What a model complains of, as API Gateway's validator words it (`$context.error.validationErrorString`, captured for missing properties). */
export function modelErrors(errors: readonly ErrorObject[]): string {
  const missing = new Map<string, string[]>();
  const others: string[] = [];
  for (const error of errors) {
    if (error.keyword === 'required') {
      const { missingProperty } = error.params as { readonly missingProperty: string }; // ajv's of this keyword
      missing.set(error.instancePath, [...(missing.get(error.instancePath) ?? []), missingProperty]);
    } else {
      others.push(words(error));
    }
  }
  const required = [...missing.values()].map(
    (names) => `object has missing required properties (${JSON.stringify(names.sort())})`,
  );
  return `[${[...required, ...others].join(', ')}]`;
}

/** The sentences of the Java validator that answers so (fge json-schema-validator, its properties file). */
function words({ keyword, params, data, message = 'is invalid' }: ErrorObject): string {
  const value = JSON.stringify(data);
  const { limit, type, allowedValues, pattern, additionalProperty } = params as Readonly<Record<string, unknown>>; // those of the keyword
  switch (keyword) {
    case 'type':
      return `instance type (${typeOf(data)}) does not match any allowed primitive type (allowed: ${JSON.stringify([type].flat())})`;
    case 'enum':
      return `instance value (${value}) not found in enum (possible values: ${JSON.stringify(allowedValues)})`;
    case 'pattern':
      return `ECMA 262 regex "${pattern}" does not match input string ${value}`;
    case 'additionalProperties':
      return `object instance has properties which are not allowed by the schema: ${JSON.stringify([additionalProperty])}`;
    case 'minLength':
      return `string ${value} is too short (length: ${String(data).length}, required minimum: ${limit})`;
    case 'maxLength':
      return `string ${value} is too long (length: ${String(data).length}, maximum allowed: ${limit})`;
    case 'minimum':
      return `numeric instance is lower than the required minimum (minimum: ${limit}, found: ${value})`;
    case 'maximum':
      return `numeric instance is greater than the required maximum (maximum: ${limit}, found: ${value})`;
    case 'minItems':
      return `array is too short: must have at least ${limit} elements but instance has ${lengthOf(data)} elements`;
    case 'maxItems':
      return `array is too long: must have at most ${limit} elements but instance has ${lengthOf(data)} elements`;
    case 'uniqueItems':
      return 'array must not contain duplicate elements';
    default:
      return message;
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
