import type { ModelRecord } from './api-record.ts';
import { recordId } from './record-ids.ts';

/** The models of an API that no document defines (recorded). */
export function defaultModels(apiId: string): readonly ModelRecord[] {
  const model = (name: string, properties: object): ModelRecord => ({
    id: recordId(6, apiId, 'model', name),
    name,
    description: `This is a default ${name.toLowerCase()} schema model`,
    contentType: 'application/json',
    schema: {
      $schema: 'http://json-schema.org/draft-04/schema#',
      title: `${name} Schema`,
      type: 'object',
      ...properties,
    },
  });
  return [model('Empty', {}), model('Error', { properties: { message: { type: 'string' } } })];
}
