import { describe, expect, it } from '@jest/globals';
import { decideAuthorization } from '../../../lambdas/core/authorization/decide-authorization.ts';
import { authorizerConfig, compile } from '../../../lib/compiler/index.ts';
import { parseDocument } from '../../../lib/compiler/parse-document.ts';

const scheme = (number: number) =>
  number % 2 === 0
    ? { type: 'apiKey', in: 'header', name: `x-own-${number}` }
    : { type: 'http', scheme: 'bearer', 'x-gateway': { issuer: `https://${number}.example.com`, audience: null } };
const numbers = Array.from({ length: 200 }, (_, number) => number);
const alternatives = Array.from({ length: 50 }, (_, at) => ({ [`s${4 * at}`]: [], [`s${4 * at + 1}`]: ['read'] }));

describe('a document of 200 schemes', () => {
  it('has each of fifty alternatives decided by its own credentials, and by none of the others', () => {
    const root = {
      ...{ openapi: '3.0.3', info: { title: 'Many', version: '1' }, servers: [{ url: 'https://api.example.com' }] },
      paths: { '/a': { get: { operationId: 'a', security: alternatives } } },
      components: { securitySchemes: Object.fromEntries(numbers.map((number) => [`s${number}`, scheme(number)])) },
    };
    const { model } = compile(parseDocument('a.json', JSON.stringify(root)), {});
    const [operation] = (model && authorizerConfig(model)?.operations) ?? [];
    if (operation === undefined) throw new Error('it compiles');
    const verified = (name: string) => {
      const identity = { issuer: name, subject: name, scopes: ['read'], claims: {} };
      return [name, { kind: 'verified', identity }] as const;
    };
    const kinds = alternatives.flatMap((_, at) => [
      decideAuthorization(operation, new Map([verified(`s${4 * at}`), verified(`s${4 * at + 1}`)])).kind,
      decideAuthorization(operation, new Map([verified(`s${4 * at}`), verified(`s${(4 * at + 5) % 200}`)])).kind,
    ]);
    expect(kinds).toEqual(alternatives.flatMap(() => ['allow', 'unauthenticated']));
  });
});
