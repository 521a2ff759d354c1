import { createHash } from 'node:crypto';
import { asObject, type JsonObject, stringOf } from '../../json-values.ts';
import type { ApiProblems } from '../api-problems.ts';
import type { ModelRecord } from '../api-record.ts';
import { recordId } from '../record-ids.ts';

const NAMED = /^#\/(?:components\/schemas|definitions)\/([^/]+)$/;

/** An API's models as they are imported: the document's named schemas, and those that stand in an operation. */
export interface ImportedModels {
  readonly list: () => readonly ModelRecord[];
  /** @param place for the warning that a reference leads nowhere */
  readonly nameOf: (schema: unknown, place: string) => string;
}

export function importModels(apiId: string, schemas: JsonObject, problems: ApiProblems): ImportedModels {
  const models = new Map<string, ModelRecord>();
  const add = (name: string, schema: unknown) => {
    const id = recordId(6, apiId, 'model', name);
    models.set(name, { id, name, contentType: 'application/json', schema: rewriteReferences(apiId, schema) });
  };
  for (const [name, schema] of Object.entries(schemas)) {
    if (!/^[A-Za-z0-9]+$/.test(name))
      problems.invalid('models', `Unable to create model for '${name}': Model name must be alphanumeric: ${name}`);
    add(name, schema);
  }
  return {
    list: () => [...models.values()],
    nameOf: (schema, place) => {
      const reference = NAMED.exec(stringOf(asObject(schema)?.$ref) ?? '')?.[1];
      if (reference !== undefined && models.has(reference)) return reference;
      if (reference !== undefined) problems.warning(`Parse issue: ${place}: ${asObject(schema)?.$ref} is missing`);
      const name = `MODEL${createHash('sha256')
        .update(JSON.stringify(schema) ?? '')
        .digest('hex')
        .slice(0, 6)}`;
      if (!models.has(name)) add(name, reference === undefined ? schema : {});
      return name;
    },
  };
}

/** `#/components/schemas/X` is the URL of a model from then on (recorded). */
export function rewriteReferences(apiId: string, schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((item) => rewriteReferences(apiId, item));
  const object = asObject(schema);
  if (object === undefined) return schema;
  const entries = Object.entries(object).map(([key, value]) => {
    const name = key === '$ref' && typeof value === 'string' ? NAMED.exec(value)?.[1] : undefined;
    return [key, name === undefined ? rewriteReferences(apiId, value) : modelUrl(apiId, name)] as const;
  });
  return Object.fromEntries(entries);
}

function modelUrl(apiId: string, name: string): string {
  return `https://apigateway.amazonaws.com/restapis/${apiId}/models/${name}`;
}
