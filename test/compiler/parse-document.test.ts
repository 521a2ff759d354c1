import { describe, expect, it } from '@jest/globals';
import { parseDocument } from '../../lib/compiler/parse-document.ts';

const YAML = `
openapi: 3.0.3
paths:
  /pets/{id}: &pets
    get:
      tags: [a, "b"]
      'summary': &text hello
  /cats: *pets
left:
  out:
    - a
    -
    - { b: c }
`.trimStart();

const JSON_TEXT = `{
  "openapi": "3.0.3",
  "paths": { "/a\\u002fb": [1, { "x": "}" }],
    "/c": null }
}`;

describe('parseDocument', () => {
  it.each([
    ['', 1, 1],
    ['/paths', 2, 1],
    ['/paths/~1pets~1{id}', 3, 3],
    ['/paths/~1pets~1{id}/get/tags', 5, 7],
    ['/paths/~1pets~1{id}/get/tags/0', 5, 14],
    ['/paths/~1pets~1{id}/get/tags/1', 5, 17],
    ['/paths/~1pets~1{id}/get/summary', 6, 7],
    ['/paths/~1cats/get/tags', 5, 7],
    ['/paths/~1cats/nothing/there', 7, 3],
    ['/left/out/0', 10, 7],
    ['/left/out/1', 10, 7],
    ['/left/out/2', 12, 7],
  ])('places %j of a YAML text', (pointer, line, column) => {
    expect(parseDocument('a.yaml', YAML).locate(pointer)).toMatchObject({ line, column });
  });

  it.each([
    ['', 1, 1],
    ['/paths', 3, 3],
    ['/paths/~1a~1b', 3, 14],
    ['/paths/~1a~1b/1', 3, 31],
    ['/paths/~1a~1b/1/x', 3, 33],
    ['/paths/~1c', 4, 5],
    ['/paths/~1d', 3, 3],
  ])('places %j of a JSON text', (pointer, line, column) => {
    expect(parseDocument('a.json', JSON_TEXT).locate(pointer)).toMatchObject({ line, column });
  });

  it.each([
    ['a.json', '{\n  "a": 1,\n}', 3, 1, 'invalid JSON: expected a key, found "}", correct it here'],
    ['a.json', '// x\n{ "a": 1 }', 1, 1, 'invalid JSON: expected a value, found "//", correct it here'],
    ['a.json', '{ "a": "\u0001" }', 1, 8, 'invalid JSON: expected a value, found "\\"\\u0001\\"", correct it here'],
    [
      'a.json',
      '{\n  "a": [{ "b": ":", "c": 1 }, { "b": 2 }],\n  "\\u0061": 3\n}',
      3,
      3,
      'invalid JSON: the key "a" is here twice and only the last one would count, remove one',
    ],
    ['a.json', '{ "a": 1', 1, 9, 'invalid JSON: expected , or }, found the end of the file, correct it here'],
    ['a.json', '{ "a": 01 }', 1, 8, 'invalid JSON: expected a value, found "01", correct it here'],
    ['a.json', '{ "a": [1 2] }', 1, 11, 'invalid JSON: expected , or ], found "2]", correct it here'],
    ['a.json', '{} x', 1, 4, 'invalid JSON: expected nothing more, found "x", correct it here'],
    [
      'a.yaml',
      'a: 1\nb: [1',
      2,
      6,
      'invalid YAML: unexpected end of the stream within a flow collection, correct it here (YAML 1.2 or JSON)',
    ],
    ['a.yaml', 'a: 1\na: 2', 2, 1, 'invalid YAML: duplicated mapping key, correct it here (YAML 1.2 or JSON)'],
    [
      'a.yaml',
      '',
      1,
      1,
      'invalid YAML: expected a document, but the input is empty, correct it here (YAML 1.2 or JSON)',
    ],
  ])('refuses %s with %j', (file, text, line, column, message) => {
    const { value, problems } = parseDocument(file, text);
    expect({ value, ...problems[0] }).toMatchObject({
      value: undefined,
      rule: 'document-syntax',
      line,
      column,
      message,
    });
  });

  it('reads flow style as YAML where the file name says so', () => {
    expect(parseDocument('a.yaml', '{ openapi: 3.0.3 }').value).toEqual({ openapi: '3.0.3' });
  });

  it('reads brackets that are closed where YAML 1.2 wants them further right, as all others do', () => {
    const { value, locate } = parseDocument('a.yaml', 'a:\n  b: {\n    c: [\n  1\n  ]\n  }\nd: 1');
    expect(value).toEqual({ a: { b: { c: [1] } }, d: 1 });
    expect(locate('/a/b/c/0')).toMatchObject({ line: 4, column: 3 });
    expect(locate('/d')).toMatchObject({ line: 7, column: 1 });
  });

  it('passes over a byte order mark', () => {
    expect(parseDocument('a.json', '\uFEFF{"a":1}').value).toEqual({ a: 1 });
  });

  it('reads merge keys', () => {
    expect(parseDocument('a.yaml', 'a: &a { x: 1 }\nb: { <<: *a, y: 2 }').value).toMatchObject({ b: { x: 1, y: 2 } });
  });

  it.each([
    [
      'multiply',
      ['a0: &a0 [1]', ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)].join('\n'),
    ],
    ['lead back to themselves', 'a: &a { b: *a }'],
  ])('refuses aliases that %s', (_, text) => {
    expect(parseDocument('a.yaml', text).problems[0]?.message).toContain('its aliases stand for');
  });
});
