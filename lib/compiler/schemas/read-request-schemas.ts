import type { Report } from '../finding.ts';
import type { Reading } from '../reading.ts';
import { type SchemaSet, schemaSet } from './schema-set.ts';

/** Reads the schemas of all that clients send. */
export function readRequestSchemas({ document, operations }: Reading, report: Report): SchemaSet {
  const schemas = schemaSet(document, 'request', report);
  // Operations that refer to one body share it.
  const bodies = new Set(operations.map(({ content }) => content.request));
  const owners = [
    ...operations.flatMap(({ parameters }) => [...parameters, ...parameters.map(({ mediaType }) => mediaType)]),
    ...[...bodies].flatMap((body) => body?.mediaTypes ?? []),
  ];
  for (const owner of owners) if (owner?.schema !== undefined) schemas.read(owner.schema);
  return schemas;
}
