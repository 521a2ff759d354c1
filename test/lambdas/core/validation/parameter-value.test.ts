import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ParameterDescription, Place, Style } from '../../../../lambdas/core/validation/operation-description.ts';
import { parameterValue } from '../../../../lambdas/core/validation/parameters/parameter-value.ts';
import { requestTexts } from '../../../../lambdas/core/validation/parameters/request-texts.ts';
import type { Schema } from '../../../../lambdas/core/validation/schema.ts';
import { schemaReader } from '../../../../lambdas/core/validation/schema-reader.ts';
import { serializedFields, serializedText } from '../../../support/serialize-parameter.ts';

const schemas = schemaReader(() => true);
const reader = { schemas, matches: (pattern: string, text: string) => new RegExp(pattern, 'u').test(text) };

const STYLES: readonly (readonly [Place, Style, boolean])[] = [
  ...([false, true] as const).flatMap((explode) => [
    ['path', 'simple', explode] as const,
    ['path', 'label', explode] as const,
    ['path', 'matrix', explode] as const,
    ['query', 'form', explode] as const,
    ['header', 'simple', explode] as const,
  ]),
  ['query', 'spaceDelimited', false],
  ['query', 'pipeDelimited', false],
  ['query', 'deepObject', true],
  ['cookie', 'form', false],
];

/** No separator of any style: where a text holds one, the styles themselves cannot tell. */
const word = fc.stringMatching(/^[a-zé&%+]{1,5}$/);
const values: Readonly<Record<string, readonly [Schema, fc.Arbitrary<unknown>]>> = {
  scalar: [{ type: ['integer', 'string'] }, fc.oneof(fc.integer(), word)],
  list: [
    { type: 'array', items: { type: ['integer', 'boolean', 'string'] } },
    fc.array(fc.oneof(fc.integer(), fc.boolean(), word), { minLength: 1, maxLength: 4 }),
  ],
  object: [
    { type: 'object', properties: { a: { type: 'integer' }, b: { type: 'string' } }, required: ['a'] },
    fc.record({ a: fc.integer(), b: word }, { requiredKeys: ['a'] }),
  ],
};

function request(value: unknown, description: ParameterDescription) {
  const sent = { query: '', headers: [] as [string, string][], path: {} as Record<string, string> };
  if (description.in === 'path') sent.path = { id: serializedText(value, description, encodeURIComponent) };
  if (description.in === 'header') sent.headers = [['Id', serializedText(value, description)]];
  if (description.in === 'cookie')
    sent.headers = [['cookie', `x=1; id=${serializedText(value, description, encodeURIComponent)}; y=2`]];
  if (description.in === 'query') {
    const fields = serializedFields(value, description).map((field) => field.map(encodeURIComponent).join('='));
    sent.query = ['z=1', ...fields].join('&');
  }
  return sent;
}

describe('parameterValue', () => {
  for (const [kind, [schema, value]] of Object.entries(values)) {
    // An object needs brackets, and brackets an object.
    const styles = STYLES.filter(([, style]) => (style === 'deepObject' ? kind === 'object' : true));
    it.each(styles)(
      `reads back every ${kind} that a client writes in: %s, style: %s, explode: %s`,
      (place, style, explode) => {
        const description: ParameterDescription = { name: 'id', in: place, required: true, style, explode, schema };
        fc.assert(
          fc.property(value, (written) => {
            const sent = request(written, description);
            const textsOf = requestTexts(sent, sent.path, [description]);
            expect(parameterValue(description, textsOf(description), reader)).toEqual({
              kind: 'present',
              value: written,
            });
          }),
        );
      },
    );
  }
});
