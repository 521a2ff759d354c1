import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pointerTo } from '../../../lib/compiler/json-pointer.ts';
import { findJsonError } from '../../../lib/compiler/locate/find-json-error.ts';
import { jsonTree } from '../../../lib/compiler/locate/json-tree.ts';
import { offsetOf } from '../../../lib/compiler/locate/offset-of.ts';
import { yamlTree } from '../../../lib/compiler/locate/yaml-tree.ts';

/** YAML limits the length of keys in flow style; JSON's other texts are YAML too. */
const anyText = fc
  .tuple(fc.jsonValue({ maxDepth: 4 }), fc.nat(4))
  .map(([value, indent]) => JSON.stringify(value, null, indent));

function* pointersOf(value: unknown, pointer = ''): Iterable<string> {
  yield pointer;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* pointersOf(child, pointerTo(pointer, key));
}

describe('offsetOf', () => {
  it('finds in JSON what the engine read', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const pointer of pointersOf(JSON.parse(text))) {
          const key = pointer.split('/').at(-1)?.replaceAll('~1', '/').replaceAll('~0', '~');
          const rest = text.slice(offsetOf(jsonTree(text), pointer));
          const isMember = rest.startsWith(`${JSON.stringify(key)}:`);
          expect(isMember || pointer === '' || /^\d+$/.test(key ?? '')).toBe(true);
        }
      }),
    );
  });

  it('finds the same places in a text read as JSON and as YAML', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [json, yaml] = [jsonTree(text), yamlTree(text)];
        for (const pointer of pointersOf(JSON.parse(text)))
          expect(offsetOf(yaml, pointer)).toBe(offsetOf(json, pointer));
      }),
    );
  });
});

describe('findJsonError', () => {
  it('finds an error exactly where the engine does', () => {
    const damaged = fc
      .tuple(anyText, fc.nat(), fc.constantFrom('', ',', '}', ']', '"', '0', 'x'))
      .map(([text, at, mark]) => {
        const position = at % text.length;
        return text.slice(0, position) + mark + text.slice(position + 1);
      });
    fc.assert(
      fc.property(damaged, (text) => {
        expect(findJsonError(text) === undefined).toBe(isJson(text));
      }),
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
