import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerForGroup } from '../../../lambdas/authorizer/answer-for-group.ts';
import { standingOf } from '../../../lambdas/authorizer/group-verdict.ts';
import { type Group, openGroups } from '../../../lambdas/authorizer/groups.ts';
import type { Credential } from '../../../lambdas/core/authorization/credential.ts';
import { decideAuthorization } from '../../../lambdas/core/authorization/decide-authorization.ts';
import type { AuthorizedOperation, SecurityRequirement } from '../../../lambdas/core/authorizer-config.ts';
import { draws } from '../../support/draws.ts';

const plans = { some: { allow: ['a', 'b'] } };
const few = fc.subarray(['a', 'b'], { maxLength: 1 });
const planKey = fc.record(
  {
    ...{ id: fc.constant('id'), consumer: fc.constant('me'), value: fc.string() },
    plan: fc.constantFrom('some', 'other'),
    operations: few,
  },
  { requiredKeys: ['id', 'consumer', 'value', 'plan'] },
);
const identity = fc.record(
  {
    ...{ issuer: fc.string(), subject: fc.string(), scopes: few, claims: fc.record({ tenant: fc.string() }) },
    ...{ expiresAt: fc.nat(), planKey },
  },
  { requiredKeys: ['issuer', 'subject', 'scopes', 'claims'] },
);
const credential: fc.Arbitrary<Credential> = fc.oneof(
  { arbitrary: identity.map((one): Credential => ({ kind: 'verified', identity: one })), weight: 4 },
  { arbitrary: fc.constant<Credential>({ kind: 'refused', reason: 'credential-absent' }), weight: 1 },
);
const caller = fc.record({ session: credential, key: credential }).map((given) => new Map(Object.entries(given)));
const requirement: fc.Arbitrary<SecurityRequirement> = fc.uniqueArray(
  fc.record({ scheme: fc.constantFrom('session', 'key'), scopes: few }),
  { selector: ({ scheme }) => scheme, minLength: 1, maxLength: 2 },
);
const operation = (id: string): fc.Arbitrary<AuthorizedOperation> =>
  fc.array(requirement, { minLength: 1, maxLength: 2 }).map((requirements) => ({
    ...{ id, method: 'GET', path: `/${id}`, requirements, group: 0, resources: [`/${id}`] },
    ...(id === 'a' && { metered: true, claims: ['tenant'] }),
  }));
const document = fc.tuple(operation('a'), operation('b'), operation('c'));

const methodArn = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef/prod/GET/a';
const groupOf = (operations: readonly AuthorizedOperation[]): Group => {
  const group = openGroups({ operations }).of({ ...(operations[0] as AuthorizedOperation) }); // three were made
  if (!group) throw new Error('it is in a group');
  return group;
};

describe('answerForGroup', () => {
  it('gives no stage the policy of another one', () => {
    const [operation] = fc.sample(document, 1)[0] ?? [];
    const operations = [{ ...(operation as AuthorizedOperation), requirements: [[]] }]; // one was drawn
    const group = groupOf(operations);
    const asked = { kind: 'allow', identity: undefined, planKey: undefined, expiresAt: undefined } as const;
    const policies = ['prod', 'test', 'prod'].map((stage) => {
      const arn = methodArn.replace('/prod/', `/${stage}/`);
      return answerForGroup(arn, group, asked, new Map(), { id: 'c0ffee' }).policyDocument.Statement[0]?.Resource;
    });
    expect(policies).toEqual(
      ['prod', 'test', 'prod'].map((stage) => `arn:aws:execute-api:eu-west-1:123456789012:abcdef/${stage}/*`),
    );
  });

  it('says of each caller what it would say of the first one', () => {
    fc.assert(
      fc.property(document, fc.array(caller, { minLength: 2, maxLength: 20 }), (operations, callers) => {
        const group = groupOf(operations);
        for (const credentials of callers) {
          for (const asked of operations) {
            const decision = decideAuthorization(asked, credentials, plans);
            if (decision.kind === 'unauthenticated') continue;
            const [first, later] = [groupOf(operations), group].map((each) =>
              answerForGroup(methodArn, each, decision, credentials, { id: 'c0ffee', plans }),
            );
            expect(later).toEqual(first);
          }
        }
      }),
      { numRuns: draws(100) },
    );
  });

  it('remembers no more than some verdicts', () => {
    const operations = [
      { id: 'a', method: 'GET', path: '/a', group: 0, requirements: [[{ scheme: 's', scopes: [] }]] },
    ];
    const group = groupOf(operations);
    const standing = (scope: string) =>
      new Map<string, Credential>([
        ['s', { kind: 'verified', identity: { issuer: 'i', subject: 'me', scopes: [scope], claims: {} } }],
      ]);
    for (let scope = 0; scope < 100; scope++) {
      const credentials = standing(String(scope));
      const decision = decideAuthorization(operations[0] as AuthorizedOperation, credentials); // it is there
      if (decision.kind !== 'allow') throw new Error('any scope will do');
      answerForGroup(methodArn, group, decision, credentials, { id: 'c0ffee' });
    }
    const isKnown = (scope: string) => group.verdicts.get(standingOf(standing(scope)));
    expect([isKnown('0'), isKnown('99')]).toEqual([undefined, expect.objectContaining({ operations: 'B' })]);
  });
});

describe('standingOf', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['a list and its only text', ['a b'], ['a', 'b']],
    ['texts that hold their lengths', ['a1:b'], ['a', 'b']],
    ['no text and an empty one', [], ['']],
  ])('tells apart %s', (_, one, other) => {
    const [first, second] = [one, other].map((scopes) =>
      standingOf(new Map([['s', { kind: 'verified', identity: { issuer: 'i', subject: 'me', scopes, claims: {} } }]])),
    );
    expect(first).not.toBe(second);
  });
});
