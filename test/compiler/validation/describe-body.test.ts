import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

const problemsOf = (content: string) =>
  compileYaml(`paths: { /a: { post: { requestBody: { content: ${content} } } } }`).problems;

describe('what is not held against a schema', () => {
  it.each([
    [
      '{ application/xml: { schema: { type: object } } }',
      'warning request-not-validated /paths/~1a/post/requestBody/content/application~1xml: content of type application/xml is not held against its schema, targets must check it',
    ],
    [
      '{ application/jsonl: { itemSchema: { type: object } } }',
      'warning request-not-validated /paths/~1a/post/requestBody/content/application~1jsonl/itemSchema: items of content of type application/jsonl are not held against itemSchema, targets must check them',
    ],
    [
      '{ multipart/form-data: { schema: { type: object }, encoding: { file: { headers: { X-Name: {}, content-type: {} } } } } }',
      'info request-not-validated /paths/~1a/post/requestBody/content/multipart~1form-data/encoding/file/headers: header fields of the part "file" (X-Name) are not checked',
    ],
  ])('is told: %s', (content, problem) => {
    expect(problemsOf(content)).toEqual([problem]);
  });

  it.each([
    '{ application/xml: { schema: { type: string } } }',
    '{ application/json: { schema: { type: object }, encoding: { file: { headers: { X-Name: {} } } } } }',
    '{ multipart/form-data: { schema: { type: object }, encoding: { file: { headers: { Content-Type: {} } } } } }',
  ])('is nothing in %s', (content) => {
    expect(problemsOf(content)).toEqual([]);
  });
});
