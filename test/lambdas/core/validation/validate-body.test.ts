import { describe, expect, it } from '@jest/globals';
import { type AskedParts, faultLines, requestChecker } from '../../../support/check-request.ts';

function check(requestBody: string, asked: AskedParts): readonly string[] {
  return faultLines(requestChecker(`paths: { /pets: { post: { requestBody: ${requestBody} } } }`)(asked));
}

const sent = (type: string, body: string | Uint8Array, more = {}): AskedParts => ({
  headers: { 'content-type': type, ...more },
  body,
});

const PET = '{ type: object, required: [name], properties: { name: { type: string }, age: { type: integer } } }';
const json = (schema = PET, more = '') => `{ ${more} content: { application/json: { schema: ${schema} } } }`;

describe('validateRequest of JSON', () => {
  it.each<[body: string, asked: AskedParts, faults: readonly string[]]>([
    [json(), sent('application/json', '{"name":"a","age":5}'), []],
    [json(), sent('application/json; charset=UTF-8', '{"name":"a"}'), []],
    [
      json(),
      sent('application/json', '{"age":"x"}'),
      ['body must have the property "name"', 'body /age must be integer, is string'],
    ],
    [json(), sent('application/json', '{"age":'), ['body is not JSON']],
    [json(), sent('application/json', '\ufeff{"name":"a"}'), []],
    [json(), sent('application/json', '{"name":"a","name":"b"}'), ['body has two members of one name in an object']],
    [
      json(),
      sent('application/json', '{"name":"a","b":{"c":"\\"d\\":","c":1}}'),
      ['body has two members of one name in an object'],
    ],
    [json(), sent('application/json', `${'['.repeat(201)}${']'.repeat(201)}`), ['body is nested more than 200 deep']],
    [json(), sent('application/json', new Uint8Array([0x22, 0xff, 0x22])), ['body is not UTF-8']],
    [json(), sent('application/json; charset=utf-16', '{}'), ['415 the content must be in UTF-8']],
    [
      json(),
      sent('application/json', '{"name":"a"}', { 'content-encoding': 'br' }),
      ['415 the content must not be coded more than once'],
    ],
    [json(), sent('text/plain', '{"name":"a"}'), ['415 the content type must be application/json']],
    [json(), sent('nonsense', '{}'), ['415 the content type of the request is none, or more than one']],
    [json(), { body: '{}' }, ['415 the content type must be application/json']],
    [
      json(),
      { headers: { 'content-type': 'application/json', 'Content-Type': 'text/plain' }, body: '{}' },
      ['415 the content type of the request is none, or more than one'],
    ],
    [json(), {}, []],
    [json(PET, 'required: true,'), {}, ['body is required']],
    [json(PET, 'required: true,'), sent('text/plain', ''), ['body is required']],
    [json('{ type: [object, "null"] }'), sent('application/json', 'null'), []],
    [
      `{ content: { '*/*': { schema: ${PET} } } }`,
      sent('application/vnd.a+json', '{}'),
      ['body must have the property "name"'],
    ],
    [`{ content: { '*/*': { schema: ${PET} } } }`, sent('application/yaml', 'a: b'), []],
    [
      `{ content: { 'application/*': {}, application/json: { schema: ${PET} } } }`,
      sent('application/json', '{}'),
      ['body must have the property "name"'],
    ],
    [`{ content: { 'application/*': {}, application/json: { schema: ${PET} } } }`, sent('application/pdf', '%PDF'), []],
    [
      `{ content: { 'application/json; v=2': {}, application/json: { schema: ${PET} } } }`,
      sent('application/json;V="2"', '{}'),
      [],
    ],
    [
      '{ content: { image/png: { schema: { type: string, format: binary } } } }',
      sent('image/png', new Uint8Array([137, 80])),
      [],
    ],
    [
      '{ content: { text/plain: { schema: { type: string, maxLength: 3 } } } }',
      sent('text/plain', 'abcd'),
      ['body must have at most 3 characters'],
    ],
    ['{ content: { text/plain: { schema: { type: integer } } } }', sent('text/plain', '5'), []],
  ])('%s says of %j: %j', (requestBody, asked, faults) => {
    expect(check(requestBody, asked)).toEqual(faults);
  });

  it('passes any body of an operation that describes none', () => {
    expect(requestChecker('paths: { /pets: { post: {} } }')(sent('a/b', 'x'))).toEqual({ kind: 'valid' });
  });

  it('does not demand what a client should not send', () => {
    const schema = '{ required: [id], properties: { id: { type: string, readOnly: true } } }';
    expect(check(json(schema), sent('application/json', '{}'))).toEqual([]);
    expect(check(json(schema), sent('application/json', '{"id":5}'))).toEqual(['body /id must be string, is integer']);
  });
});

describe('validateRequest of forms', () => {
  const form = (schema: string, encoding = '{}') =>
    `{ content: { application/x-www-form-urlencoded: { schema: ${schema}, encoding: ${encoding} } } }`;
  const posted = (body: string) => sent('application/x-www-form-urlencoded', body);
  const LIST = '{ type: object, properties: { ids: { type: array, items: { type: integer } } } }';
  const NESTED = '{ type: object, properties: { a: { type: object, properties: { b: { type: integer } } } } }';

  it.each<[requestBody: string, body: string, faults: readonly string[]]>([
    [form(PET), 'name=a+b&age=5', []],
    [form(PET), 'age=x', ['body must have the property "name"', 'body /age must be integer, is string']],
    [form(PET), 'name=a&age=1&age=2', ['body /age must be integer, is array']],
    [
      form('{ type: object, additionalProperties: false, properties: { a: {} } }'),
      'a=1&b=2',
      ['body /b is not allowed'],
    ],
    [form(LIST), 'ids=1&ids=x', ['body /ids/1 must be integer, is string']],
    [form(LIST), 'ids=1', []],
    [form(LIST, '{ ids: { explode: false } }'), 'ids=1,2', []],
    [
      form(LIST, '{ ids: { style: deepObject, explode: true } }'),
      'ids[]=1&ids[1]=x',
      ['body /ids/1 must be integer, is string'],
    ],
    [form(NESTED), 'a=%7B%22b%22%3A%22x%22%7D', ['body /a/b must be integer, is string']],
    [form(NESTED, '{ a: { style: deepObject } }'), 'a[b]=x', ['body /a/b must be integer, is string']],
    [form(NESTED), 'a[b]=5', []],
  ])('%s says of %s: %j', (requestBody, body, faults) => {
    expect(check(requestBody, posted(body))).toEqual(faults);
  });
});

describe('validateRequest of parts', () => {
  const parts = (...given: readonly (readonly [header: string, content: string])[]) =>
    `${given.map(([header, content]) => `--B\r\nContent-Disposition: form-data; ${header}\r\n\r\n${content}\r\n`).join('')}--B--\r\n`;
  const multipart = (schema: string, encoding = '{}') =>
    `{ content: { multipart/form-data: { schema: ${schema}, encoding: ${encoding} } } }`;
  const posted = (body: string) => sent('multipart/form-data; boundary=B', Buffer.from(body, 'latin1'));
  const FILE =
    '{ type: object, required: [file], properties: { file: { type: string, format: binary, maxLength: 3 }, n: { type: integer } } }';
  const META =
    '{ type: object, properties: { meta: { type: object, required: [a] }, tags: { type: array, items: { type: integer } } } }';

  it.each<[requestBody: string, body: string, faults: readonly string[]]>([
    [multipart(FILE), parts(['name="file"; filename="a"', '\xff\x00\x81'], ['name=n', '5']), []],
    [multipart(FILE), parts(['name="file"; filename="a"', 'four']), ['body /file must have at most 3 characters']],
    [
      multipart(FILE),
      parts(['name="n"', 'x']),
      ['body must have the property "file"', 'body /n must be integer, is string'],
    ],
    [multipart(FILE), parts(['filename="; name=n"; name="file"', 'a']), []],
    [
      multipart(FILE, '{ file: { contentType: image/png } }'),
      parts(['name="file"; filename="a"\r\nContent-Type: text/html', 'a']),
      ['body /file must be of type image/png'],
    ],
    [
      multipart(FILE, '{ file: { contentType: "text/*, image/png" } }'),
      parts(['name="file"; filename="a"\r\nContent-Type: text/html', 'a']),
      [],
    ],
    [multipart(META), parts(['name="meta"', '{"a":1}'], ['name="tags"', '1'], ['name="tags"', '2']), []],
    [
      multipart(META),
      parts(['name="meta"', '{}'], ['name="tags"', 'x']),
      ['body /meta must have the property "a"', 'body /tags/0 must be integer, is string'],
    ],
    [multipart(META), parts(['name="meta"', '{']), ['body /meta is not JSON', 'body /meta must be object, is string']],
    [
      multipart(META),
      parts(['name="meta"', '{"a":1}']).replace('--B--', '--B'),
      ['body does not end with its boundary'],
    ],
    [multipart(META), '--B\r\nContent-Type: a/b\r\n\r\n\r\n--B--', ['body has a part without one Content-Disposition']],
    [multipart(META), parts(['filename="a"', '']), ['body has a part without a name']],
  ])('%s says of %j: %j', (requestBody, body, faults) => {
    expect(check(requestBody, posted(body))).toEqual(faults);
  });

  it('wants a boundary', () => {
    expect(check(multipart(META), sent('multipart/form-data', 'x'))).toEqual(['body has no boundary that can be used']);
  });
});
