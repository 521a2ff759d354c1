import { parseTemplate, type TemplateSegment } from '../../../lambdas/core/routing/parse-template.ts';

/**
 * Equal for templates that match the same requests: the names of their variables do not count, nor where one ends and
 * the next begins without a text between them (`{id}{extension}`).
 */
export function templateShape(path: string): string {
  return JSON.stringify(parseTemplate(path).segments.map(joinVariables));
}

function joinVariables(segment: TemplateSegment): TemplateSegment {
  if (segment.kind !== 'mixed') return segment;
  const texts = segment.texts.filter((text, index, { length }) => text !== '' || index === 0 || index === length - 1);
  return texts.join('') === '' ? { kind: 'variable' } : { kind: 'mixed', texts };
}
