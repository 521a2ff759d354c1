import { type Fault, faultOf, schemaFaults } from '../fault.ts';
import type { ParameterDescription } from '../operation-description.ts';
import type { TextReader } from '../text-values.ts';
import { type ParameterTexts, parameterValue } from './parameter-value.ts';

export function parameterFaults(
  description: ParameterDescription,
  texts: ParameterTexts,
  reader: TextReader,
): readonly Fault[] {
  const place = { in: description.in, name: description.name };
  const found = parameterValue(description, texts, reader);
  switch (found.kind) {
    case 'absent':
      return description.required && texts.own.length === 0 ? [faultOf(place, 'required', 'is required')] : [];
    case 'faulty':
      return [faultOf(place, 'style', found.detail)];
    case 'present':
      return schemaFaults(place, found.value, description.schema, reader);
    default:
      return found satisfies never;
  }
}
