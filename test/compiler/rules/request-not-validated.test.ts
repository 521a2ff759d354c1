import { describe, expect, it } from '@jest/globals';
import { compile } from '../../../lib/compiler/compile.ts';
import { parseDocument } from '../../../lib/compiler/parse-document.ts';

describe('requestNotValidated', () => {
  it('warns once, however many operations have parameters or bodies', () => {
    const paths = '/a: { post: { requestBody: {} }, get: {} }, /b: { get: { parameters: [{ name: q, in: query }] } }';
    const { problems } = compile(
      parseDocument('a.yaml', `openapi: 3.0.3\nservers: [{ url: https://a }]\npaths: { ${paths} }`),
    );
    expect(problems.map(({ severity, rule, message }) => [severity, rule, message])).toEqual([
      [
        'warning',
        'request-not-validated',
        'request bodies and values of parameters are not validated by this version (2 of 3 operations have some), targets must check them',
      ],
    ]);
  });
});
