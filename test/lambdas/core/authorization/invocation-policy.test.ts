import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type MethodVerdict,
  policyForMethods,
  policyForRequest,
} from '../../../../lambdas/core/authorization/invocation-policy.ts';
import { reachedBy } from '../../../../lambdas/core/authorization/reached-by.ts';
import { matchWildcard } from '../../../../lib/local/steps/match-wildcard.ts';

const STAGE = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef/prod/';
const verdict = (method: string, resource: string, allowed: boolean): MethodVerdict => ({
  ...reachedBy(method, resource),
  allowed,
});
const policy = (...methods: readonly MethodVerdict[]) => policyForMethods(`${STAGE}GET/pets/1`, methods);
const resources = (effect: string, ...methods: readonly MethodVerdict[]) =>
  policy(...methods)
    .filter(({ Effect }) => Effect === effect)
    .flatMap(({ Resource }) => Resource)
    .map((resource) => resource.replace(STAGE, ''));

/** IAM's evaluation, of one request. */
function decides(statements: ReturnType<typeof policy>, request: string): 'allow' | 'deny' | 'nothing' {
  const hits = statements.filter(({ Resource }) =>
    [Resource].flat().some((one) => matchWildcard(one, STAGE + request)),
  );
  if (hits.some(({ Effect }) => Effect === 'Deny')) return 'deny';
  return hits.length > 0 ? 'allow' : 'nothing';
}

describe('policyForRequest', () => {
  it('is of this one request, within 512 characters', () => {
    expect(policyForRequest('Allow', `${STAGE}GET/a`)).toEqual([
      { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: `${STAGE}GET/a` },
    ]);
    const long = `${STAGE}GET/${'x'.repeat(1000)}`;
    expect(policyForRequest('Deny', long)[0]?.Resource).toBe(`${long.slice(0, 511)}*`);
  });
});

describe('policyForMethods', () => {
  it('lists what is allowed, with and without the slash that API Gateway ignores', () => {
    expect(resources('Allow', verdict('GET', '/pets', true), verdict('PUT', '/pets/{id}', false))).toEqual([
      'GET/pets',
      'GET/pets/',
    ]);
    expect(resources('Allow', verdict('GET', '/', true), verdict('PUT', '/', false))).toEqual(['GET/']);
  });

  it('denies what a wildcard reaches too deep', () => {
    const methods = [verdict('GET', '/users/{id}', true), verdict('GET', '/users/{id}/admin', false)];
    expect(resources('Allow', ...methods)).toEqual(['GET/users/*']);
    expect(resources('Deny', ...methods)).toEqual(['GET/users/*/admin', 'GET/users/*/admin/']);
  });

  it('does not deny by a wildcard that would hit what is allowed', () => {
    const methods = [
      verdict('GET', '/users/{id}/posts', true),
      verdict('GET', '/users/{id}', false),
      verdict('GET', '/users', true),
    ];
    expect(resources('Deny', ...methods)).toEqual([]);
    expect(decides(policy(...methods), 'GET/users/1')).toBe('nothing');
    expect(decides(policy(...methods), 'GET/users/')).toBe('allow');
  });

  it('has one wildcard only where all is the same to this caller', () => {
    expect(resources('Allow', verdict('GET', '/a', true), verdict('PUT', '/a', true))).toEqual(['*']);
    expect(resources('Deny', verdict('GET', '/a', false), verdict('PUT', '/a', false))).toEqual(['*']);
  });

  it('stays within 4 KB for a thousand methods, and allows all that is allowed', () => {
    const methods = Array.from({ length: 1000 }, (_, at) =>
      verdict('GET', `/part-${at % 7}/thing-${at}/{id}`, at % 2 === 0),
    );
    const statements = policy(...methods);
    expect(JSON.stringify(statements).length).toBeLessThan(4500);
    for (let at = 0; at < 1000; at += 2) expect(decides(statements, `GET/part-${at % 7}/thing-${at}/1`)).toBe('allow');
    expect(resources('Allow', ...methods)).not.toContain('*');
  });

  it('never denies a request that is allowed, whatever the methods', () => {
    const segment = fc.constantFrom('a', 'b', '{x}');
    const resource = fc
      .tuple(fc.array(segment, { maxLength: 4 }), fc.constantFrom('', '/{proxy+}'))
      .map(([parts, rest]) => {
        const path = `/${parts.join('/')}`;
        return rest === '' ? path : path === '/' ? rest : path + rest;
      });
    const methods = fc.uniqueArray(fc.tuple(fc.constantFrom('GET', 'PUT'), resource, fc.boolean()), {
      selector: ([method, path]) => `${method} ${path}`,
      minLength: 1,
      maxLength: 8,
    });
    const filling = fc.array(fc.constantFrom('a', 'b', 'c', '*', '?', '%2F'), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(methods, filling, fc.boolean(), (some, values, slash) => {
        const statements = policyForMethods(
          `${STAGE}GET/x`,
          some.map(([method, path, allowed]) => verdict(method, path, allowed)),
        );
        for (const [method, path, allowed] of some) {
          const filled = path
            .replace('{proxy+}', values.slice(0, 3).join('/'))
            .replaceAll('{x}', () => values[3] ?? '');
          const request = `${method}${filled}${slash && filled !== '/' ? '/' : ''}`;
          const sameRequest = some.some(([other, text, also]) => other === method && also && fits(text, filled));
          if (allowed || sameRequest) expect([request, decides(statements, request)]).toEqual([request, 'allow']);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Whether API Gateway could give the path to the resource. */
function fits(resource: string, path: string): boolean {
  const pattern = resource.replace('{proxy+}', '.+').replaceAll('{x}', '[^/]+');
  return new RegExp(`^${pattern}$`).test(path);
}
