import type { Check } from './check.ts';
import { NUMBER_FORMATS, TEXT_FORMATS } from './formats.ts';

/** None where the format is unknown: a document may use any word. */
export function formatCheck(format: string | undefined, type: 'string' | 'number'): readonly Check[] {
  if (format === undefined) return [];
  const detail = `must be a valid ${format}`;
  if (type === 'number') {
    const isRight = Object.hasOwn(NUMBER_FORMATS, format) ? NUMBER_FORMATS[format] : undefined;
    return isRight === undefined ? [] : [(value, run) => isRight(Number(value)) || run.violate('format', detail)];
  }
  const isRight = Object.hasOwn(TEXT_FORMATS, format) ? TEXT_FORMATS[format] : undefined;
  return isRight === undefined ? [] : [(value, run) => isRight(String(value)) || run.violate('format', detail)];
}
