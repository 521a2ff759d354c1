import { referenceTo, type Schema } from '../../../lambdas/core/validation/schema.ts';
import type { Located, NormalDocument } from '../dialects/normal-document.ts';
import { type Report, warning } from '../finding.ts';
import { definitionNames } from './definition-names.ts';
import { endlessDefinitions } from './endless-definitions.ts';
import { normalizeSchema } from './normalize-schema.ts';
import { inDocument, type PlacedSchema, schemaResources } from './schema-resources.ts';

/** Who sends the values: `readOnly` properties are not required of requests, `writeOnly` ones not of responses. */
export type Direction = 'request' | 'response';

/** The schemas of a document in one normal form, JSON Schema 2020-12, each read once. */
export interface SchemaSet {
  /** Its references lead into `definitions`. What is wrong or cannot be checked is reported, and left out. */
  read(schema: Located): Schema;
  /** What all schemas read so far refer to, by name. */
  readonly definitions: ReadonlyMap<string, Schema>;
}

export function schemaSet(
  { root, dialect }: Pick<NormalDocument, 'root' | 'dialect'>,
  direction: Direction,
  report: Report,
): SchemaSet {
  const resources = schemaResources(root, dialect);
  const nameOf = definitionNames();
  const definitions = new Map<string, Schema>();
  const pending: (readonly [string, PlacedSchema])[] = [];
  const define = (target: PlacedSchema): string => {
    const { name, isNew } = nameOf(target);
    if (isNew) pending.push([name, target]);
    return referenceTo(name);
  };
  const context = { dialect, direction, report, resources, define, told: new Set<string>() };
  return {
    definitions,
    read(schema) {
      const normal = normalizeSchema(inDocument(schema), context);
      // A list instead of recursion: definitions may refer to each other in chains of any length.
      const added = new Map<string, PlacedSchema>();
      for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
        const [name, target] = next;
        added.set(name, target);
        definitions.set(name, normalizeSchema(target, context));
      }
      for (const name of endlessDefinitions([...added.keys()], definitions)) {
        definitions.set(name, true);
        const message = 'this schema refers to itself and to nothing else, remove the $ref: nothing is checked here';
        report(warning('schema-keyword', added.get(name)?.pointer ?? '', message));
      }
      return normal;
    },
  };
}
