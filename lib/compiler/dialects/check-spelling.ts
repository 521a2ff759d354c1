import { error, type Report } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { nearestWord } from '../nearest-word.ts';
import { isObject } from '../plain-object.ts';
import type { Located } from './normal-document.ts';

/** Keys of OpenAPI; `deciding`: those that say what is served, where it goes and who may call it. */
const KEYS = {
  document: {
    deciding: ['paths', 'components', 'security', 'servers'],
    others: ['openapi', 'info', 'tags', 'externalDocs', 'webhooks', 'jsonSchemaDialect', '$self'],
  },
  operation: {
    deciding: ['security', 'servers', 'parameters', 'operationId'],
    others: ['tags', 'summary', 'description', 'externalDocs', 'requestBody', 'responses', 'callbacks', 'deprecated'],
  },
} as const;

/** Unknown keys are let be, as readers of OpenAPI do; but a mistyped `security` would open what it means to close. */
export function checkSpelling({ value, pointer }: Located, place: keyof typeof KEYS, report: Report): void {
  const deciding: readonly string[] = KEYS[place].deciding;
  const known = [...deciding, ...KEYS[place].others];
  for (const key of Object.keys(isObject(value) ? value : {})) {
    if (key.startsWith('x-') || known.includes(key)) continue;
    const nearest = nearestWord(key, known);
    if (nearest === undefined || !deciding.includes(nearest)) continue;
    report(
      error('known-keys', pointerTo(pointer, key), `unknown key "${key}" in the ${place}, did you mean "${nearest}"`),
    );
  }
}
