import type { Report } from '../finding.ts';
import type { Reading } from '../reading.ts';
import { type SchemaSet, schemaSet } from './schema-set.ts';

/** Reads the schemas of all that clients send. */
export function readRequestSchemas({ document, operations }: Reading, report: Report): SchemaSet {
  const schemas = schemaSet(document, 'request', report);
  for (const { parameters, content } of operations) {
    const mediaTypes = [...parameters.map(({ mediaType }) => mediaType), ...(content.request?.mediaTypes ?? [])];
    for (const schema of [...parameters, ...mediaTypes].map((owner) => owner?.schema))
      if (schema !== undefined) schemas.read(schema);
  }
  return schemas;
}
