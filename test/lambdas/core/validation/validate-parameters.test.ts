import { describe, expect, it } from '@jest/globals';
import { type AskedParts, faultLines, requestChecker } from '../../../support/check-request.ts';

/** What is wrong with a request to an operation with one parameter `id`. */
function check(parameter: string, asked: AskedParts): readonly string[] {
  const path = parameter.includes('in: path') ? '/pets/{id}' : '/pets';
  const checker = requestChecker(`paths: { '${path}': { get: { parameters: [{ name: id, ${parameter} }] } } }`);
  return faultLines(checker(asked));
}

const INTEGERS = 'schema: { type: array, items: { type: integer } }';
const OBJECT = 'schema: { type: object, additionalProperties: false, properties: { a: { type: integer }, b: {} } }';

describe('validateRequest of parameters', () => {
  it.each<[parameter: string, asked: AskedParts, faults: readonly string[]]>([
    ['in: query, schema: { type: integer }', { query: 'id=5' }, []],
    ['in: query, schema: { type: integer }', {}, []],
    ['in: query, schema: { type: integer }', { query: 'id=x' }, ['query id must be integer, is string']],
    ['in: query, schema: { type: integer }', { query: 'id=007' }, ['query id must be integer, is string']],
    ['in: query, schema: { type: integer }', { query: 'id=1&id=2' }, ['query id must be integer, is array']],
    ['in: query, schema: { type: string }', { query: 'id=5' }, []],
    ['in: query, schema: { type: boolean }', { query: 'id=true' }, []],
    ['in: query, schema: { type: boolean }', { query: 'id=1' }, ['query id must be boolean, is string']],
    ['in: query, schema: { enum: [1, a] }', { query: 'id=1' }, []],
    ['in: query, schema: { enum: [1, a] }', { query: 'id=2' }, ['query id must be one of 1, "a"']],
    ['in: query, schema: { type: string, nullable: true }', { query: 'id=' }, []],
    [
      'in: query, schema: { oneOf: [{ type: integer, maximum: 3 }, { type: string, pattern: "^\\\\d+$" }] }',
      { query: 'id=7' },
      [],
    ],
    ['in: query, required: true, schema: {}', {}, ['query id is required']],
    [
      'in: query, required: true, schema: { type: string, minLength: 1 }',
      { query: 'id=' },
      ['query id must have at least 1 character'],
    ],
    ['in: query, allowEmptyValue: true, schema: { type: integer }', { query: 'id=' }, []],
    [`in: query, ${INTEGERS}`, { query: 'id=1&id=2' }, []],
    [`in: query, ${INTEGERS}`, { query: 'id=1&id=x' }, ['query id /1 must be integer, is string']],
    [`in: query, ${INTEGERS}`, { query: 'id=1,2' }, ['query id /0 must be integer, is string']],
    [`in: query, ${INTEGERS}`, { query: 'id=' }, []],
    [`in: query, explode: false, ${INTEGERS}`, { query: 'id=1,2' }, []],
    [
      `in: query, explode: false, ${INTEGERS}`,
      { query: 'id=1&id=2' },
      ['query id must be given once, is given 2 times'],
    ],
    [`in: query, style: spaceDelimited, explode: false, ${INTEGERS}`, { query: 'id=1%202' }, []],
    [
      `in: query, style: pipeDelimited, explode: false, ${INTEGERS}`,
      { query: 'id=1%7Cx' },
      ['query id /1 must be integer, is string'],
    ],
    [`in: query, ${OBJECT}`, { query: 'a=1&b=2&c=3' }, []],
    [`in: query, ${OBJECT}`, { query: 'a=x' }, ['query id /a must be integer, is string']],
    [`in: query, required: true, ${OBJECT}`, { query: 'c=1' }, ['query id is required']],
    [`in: query, explode: false, ${OBJECT}`, { query: 'id=a,1,c,2' }, ['query id /c is not allowed']],
    [
      `in: query, style: deepObject, ${OBJECT}`,
      { query: 'id%5Ba%5D=x&id%5Bc%5D=2' },
      ['query id /a must be integer, is string', 'query id /c is not allowed'],
    ],
    [
      'in: query, style: deepObject, schema: { type: object, properties: { a: { type: array, items: { type: integer } } } }',
      { query: 'id[a][]=1&id[a][]=2' },
      [],
    ],
    [
      'in: query, style: deepObject, schema: { type: object, properties: { a: { properties: { b: { type: integer } }, type: object } } }',
      { query: 'id[a][b]=x' },
      ['query id /a/b must be integer, is string'],
    ],
    ['in: query, style: deepObject, schema: { anyOf: [{ type: object }, { type: integer }] }', { query: 'id=5' }, []],
    [
      'in: query, content: { application/json: { schema: { type: object, required: [a] } } }',
      { query: 'id=%7B%7D' },
      ['query id must have the property "a"'],
    ],
    [
      'in: query, content: { text/plain: { schema: { type: integer } } }',
      { query: 'id=x' },
      ['query id must be integer, is string'],
    ],
    [
      'in: query, content: { application/json: { schema: { type: object } } }',
      { query: 'id=%7B' },
      ['query id is not JSON'],
    ],
    ['in: path, schema: { type: integer }', { path: { id: '5' } }, []],
    ['in: path, schema: { type: string, enum: [a b] }', { path: { id: 'a%20b' } }, []],
    ['in: path, schema: { type: string, format: uuid }', { path: { id: 'x' } }, ['path id must be a valid uuid']],
    [`in: path, ${INTEGERS}`, { path: { id: '1,x' } }, ['path id /1 must be integer, is string']],
    ['in: path, schema: { type: array, items: { type: string, maxLength: 3 } }', { path: { id: 'a%2Cb,c' } }, []],
    [`in: path, style: label, ${INTEGERS}`, { path: { id: '.1.2' } }, []],
    [`in: path, style: label, ${INTEGERS}`, { path: { id: '1.2' } }, ['path id must be in the style label']],
    [
      `in: path, style: label, explode: true, ${OBJECT}`,
      { path: { id: '.a=x.b=2' } },
      ['path id /a must be integer, is string'],
    ],
    [`in: path, style: matrix, ${INTEGERS}`, { path: { id: ';id=1,2' } }, []],
    [
      `in: path, style: matrix, explode: true, ${INTEGERS}`,
      { path: { id: ';id=1;id=x' } },
      ['path id /1 must be integer, is string'],
    ],
    [`in: path, explode: true, ${OBJECT}`, { path: { id: 'a=1,b=2' } }, []],
    ['in: header, schema: { type: integer }', { headers: { ID: 'x' } }, ['header id must be integer, is string']],
    ['in: header, required: true', {}, ['header id is required']],
    [`in: header, ${INTEGERS}`, { headers: { id: '1, 2' } }, []],
    [`in: header, ${OBJECT}`, { headers: { id: 'a, x' } }, ['header id /a must be integer, is string']],
    ['in: cookie, schema: { type: integer }', { headers: { cookie: 'x=1; id=5' } }, []],
    [
      'in: cookie, required: true, schema: { type: integer }',
      { headers: { cookie: 'x=1' } },
      ['cookie id is required'],
    ],
    ['in: cookie, schema: { type: string, enum: [a b] }', { headers: { cookie: 'id="a%20b"' } }, []],
  ])('%s says of %j: %j', (parameter, asked, faults) => {
    expect(check(parameter, asked)).toEqual(faults);
  });

  it.each(['accept', 'Authorization', 'content-type', 'Content-Length'])('leaves the header field %s alone', (name) => {
    const yaml = `paths: { /pets: { get: { parameters: [{ name: ${name}, in: header, required: true, schema: { type: integer } }] } } }`;
    expect(requestChecker(yaml)({})).toEqual({ kind: 'valid' });
  });

  it('names every fault of every parameter', () => {
    const checker = requestChecker(`
      paths:
        /pets/{id}:
          parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
          get:
            parameters:
              - { name: limit, in: query, schema: { type: integer, maximum: 10, multipleOf: 2 } }
              - { name: x-key, in: header, required: true }`);
    expect(faultLines(checker({ path: { id: 'a' }, query: 'limit=13' }))).toEqual([
      'header x-key is required',
      'path id must be integer, is string',
      'query limit must be at most 10',
      'query limit must be a multiple of 2',
    ]);
  });
});
