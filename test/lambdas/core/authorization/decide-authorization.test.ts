import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Credential } from '../../../../lambdas/core/authorization/credential.ts';
import { decideAuthorization } from '../../../../lambdas/core/authorization/decide-authorization.ts';

const identity = (...scopes: string[]) => ({ issuer: 'https://id.example.com', subject: 'me', scopes, claims: {} });
const verified = (...scopes: string[]): Credential => ({ kind: 'verified', identity: identity(...scopes) });
const refused: Credential = { kind: 'refused', reason: 'expired' };
const needs = (scheme: string, ...scopes: string[]) => ({ scheme, scopes });

describe('decideAuthorization', () => {
  it.each([
    ['one scheme', [[needs('a', 'read')]], { a: verified('read') }],
    ['all scopes of a requirement', [[needs('a', 'read', 'write')]], { a: verified('write', 'read', 'more') }],
    ['a scheme without scopes', [[needs('a')]], { a: verified() }],
    ['the second alternative', [[needs('a')], [needs('b')]], { a: refused, b: verified() }],
    ['both schemes of an AND', [[needs('a'), needs('b', 'x')]], { a: verified(), b: verified('x') }],
  ])('allows %s', (_, requirements, credentials) => {
    const decision = decideAuthorization({ id: 'a', requirements }, new Map(Object.entries(credentials)));
    expect(decision).toMatchObject({ kind: 'allow', identity: { subject: 'me' } });
  });

  it('allows nobody in particular where credentials are optional', () => {
    const requirements = [[], [needs('a')]];
    expect(decideAuthorization({ id: 'a', requirements }, new Map([['a', refused]]))).toEqual({
      kind: 'allow',
      identity: undefined,
    });
  });

  it('prefers the alternative that tells who is calling', () => {
    const requirements = [[], [needs('a')]];
    const decision = decideAuthorization({ id: 'a', requirements }, new Map([['a', verified('read')]]));
    expect(decision).toEqual({ kind: 'allow', identity: identity('read') });
  });

  it('refuses a caller whose scopes do not suffice as forbidden, with what is missing', () => {
    const requirements = [[needs('a', 'read', 'write', 'own')]];
    expect(decideAuthorization({ id: 'a', requirements }, new Map([['a', verified('write')]]))).toEqual({
      kind: 'forbidden',
      reason: 'scope-missing',
      identity: identity('write'),
      missingScopes: ['read', 'own'],
    });
  });

  it.each([
    ['no credential', [[needs('a')]], {}, 'credential-absent'],
    ['a refused one', [[needs('a')]], { a: refused }, 'expired'],
    ['half of an AND', [[needs('a'), needs('b')]], { a: verified() }, 'credential-absent'],
    [
      'half of an AND without the scopes either',
      [[needs('a', 'x'), needs('b')]],
      { a: verified() },
      'credential-absent',
    ],
    ['an operation without any requirement', [], { a: verified() }, 'credential-absent'],
    [
      'a token of one issuer, by the word of the scheme it was meant for',
      [[needs('a')], [needs('b')]],
      { a: { kind: 'refused', reason: 'issuer-mismatch' } as const, b: refused },
      'expired',
    ],
  ])('refuses %s as unauthenticated', (_, requirements, credentials, reason) => {
    const decision = decideAuthorization(
      { id: 'a', requirements },
      new Map<string, Credential>(Object.entries(credentials)),
    );
    expect(decision).toEqual({ kind: 'unauthenticated', reason });
  });

  it('equals a naive evaluation of OR of ANDs', () => {
    const names = fc.constantFrom('a', 'b', 'c');
    const scopes = fc.uniqueArray(fc.constantFrom('x', 'y', 'z'));
    const requirement = fc.array(fc.record({ scheme: names, scopes }), { maxLength: 3 });
    const credential = fc.oneof(
      fc.constant(refused),
      scopes.map((granted) => verified(...granted)),
    );
    const credentials = fc.array(fc.tuple(names, credential)).map((entries) => new Map<string, Credential>(entries));
    fc.assert(
      fc.property(fc.array(requirement, { maxLength: 3 }), credentials, (requirements, presented) => {
        const granted = (scheme: string) => {
          const found = presented.get(scheme);
          return found?.kind === 'verified' ? new Set(found.identity.scopes) : undefined;
        };
        const holds = requirements.some((all) =>
          all.every(
            ({ scheme, scopes: needed }) => needed.every((scope) => granted(scheme)?.has(scope)) && granted(scheme),
          ),
        );
        expect(decideAuthorization({ id: 'a', requirements }, presented).kind === 'allow').toBe(holds);
      }),
    );
  });
});
