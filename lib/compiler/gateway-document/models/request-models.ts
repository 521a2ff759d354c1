import type { Schema } from '../../../../lambdas/core/validation/schema.ts';
import { inCanonicalOrder } from '../../canonical-order.ts';
import { info } from '../../finding.ts';
import type { Finding } from '../../problem.ts';
import type { Reading, ReadOperation } from '../../reading.ts';
import type { SchemaSet } from '../../schemas/schema-set.ts';
import { type Lowered, lowerSchema } from './lower-schema.ts';

export interface RequestModels {
  /** By name, which is alphanumeric. */
  readonly schemas: Readonly<Record<string, Lowered>>;
  /** By operation id: the name of the model of each media type. */
  readonly bodies: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly findings: readonly Finding[];
}

export const NO_MODELS: RequestModels = { schemas: {}, bodies: new Map(), findings: [] };

/** Bytes of all models of an API (API Gateway quotas). */
const QUOTA = 400 * 1024;

const JSON_TYPE = /^application\/(?:[a-z0-9.-]+\+)?json$/i;

/**
 * Models of the JSON bodies that operations need. A body that may be absent has none: API Gateway refuses an empty one
 * where there is a model.
 */
export function requestModels({ operations }: Reading, schemas: SchemaSet): RequestModels {
  const models = modelSet(schemas.definitions);
  const bodies = new Map<string, Readonly<Record<string, string>>>();
  for (const operation of inCanonicalOrder(operations)) {
    const types = jsonBodies(operation).flatMap(({ type, schema }): [string, string][] => {
      const name = schema && models.add(schemas.read(schema), `${operation.id}Body`);
      return name === undefined ? [] : [[type.toLowerCase(), name]];
    });
    if (types.length > 0) bodies.set(operation.id, Object.fromEntries(types));
  }
  const all = models.all();
  const bytes = Buffer.byteLength(JSON.stringify(all));
  if (bytes > QUOTA) return { ...NO_MODELS, findings: [leftOut(`have ${bytes} bytes, API Gateway takes ${QUOTA}`)] };
  return { schemas: all, bodies, findings: [] };
}

/** An info that the router alone checks bodies. `why` completes "the models …". */
export const leftOut = (why: string): Finding =>
  info(
    'models-left-out',
    '/x-gateway/models',
    `the models ${why}: none is attached, bodies are left to the router, which checks them all`,
  );

function jsonBodies({ method, content }: ReadOperation) {
  const carries = ['POST', 'PUT', 'PATCH'].includes(method) && content.request?.required === true;
  return carries ? (content.request?.mediaTypes ?? []).filter(({ type }) => JSON_TYPE.test(type)) : [];
}

interface ModelSet {
  /** The name of the model of a body, `undefined` where it would accept anything. */
  add(schema: Schema, wanted: string): string | undefined;
  all(): Readonly<Record<string, Lowered>>;
}

function modelSet(definitions: ReadonlyMap<string, Schema>): ModelSet {
  const models = new Map<string, Lowered>();
  const taken = new Set<string>();
  const byDefinition = new Map<string, string>();
  const pending: string[] = [];
  const nameFor = (wanted: string): string => {
    const plain = wanted.replaceAll(/[^A-Za-z0-9]/g, '') || 'Model';
    let name = plain;
    for (let serial = 2; taken.has(name.toLowerCase()); serial++) name = `${plain}${serial}`;
    taken.add(name.toLowerCase());
    return name;
  };
  const refer = (definition: string): Lowered => {
    const name = byDefinition.get(definition) ?? nameFor(definition);
    if (!byDefinition.has(definition)) pending.push(definition);
    byDefinition.set(definition, name);
    return { $ref: `#/components/schemas/${name}` };
  };
  const drain = (): void => {
    // A list instead of recursion: definitions may refer to each other in chains of any length.
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const lowered = lowerSchema(definitions.get(next) ?? true, refer);
      // An empty model would be none.
      const model = Object.keys(lowered).length > 0 ? lowered : { description: 'Anything.' };
      models.set(byDefinition.get(next) ?? next, model);
    }
  };
  return {
    add(schema, wanted) {
      const lowered = lowerSchema(schema, refer);
      drain();
      if (Object.keys(lowered).length === 0) return undefined;
      const [, own] = /^#\/components\/schemas\/(\w+)$/.exec(String(lowered.$ref)) ?? [];
      if (own !== undefined) return own;
      const name = nameFor(wanted);
      models.set(name, lowered);
      return name;
    },
    all: () => Object.fromEntries([...models].toSorted(([one], [other]) => (one < other ? -1 : 1))),
  };
}
