import { describe, expect, it } from '@jest/globals';
import { diffYaml } from '../../support/diff-yaml.ts';

const operation = (yaml: string) => `paths: { '/pets/{id}': { get: { operationId: getPet, ${yaml} } } }`;
const secured = (security: string) => `
  security: ${security}
  paths: { /pets: { get: {} } }
  components:
    securitySchemes:
      session: { type: http, scheme: bearer, x-gateway: { issuer: https://id.example.com, audience: [pets] } }
      partner: { type: oauth2, x-gateway: { issuer: https://partner.example.com, audience: pets } }
`;
const plans = (yaml: string) => `
  x-gateway: { plans: ${yaml} }
  security: [{ key: [] }]
  paths: { /pets: { get: { operationId: list } } }
  components: { securitySchemes: { key: { type: apiKey, in: header, name: x-api-key } } }
`;
const policy = (yaml: string) => operation(`x-gateway: ${yaml}`);
const OF = '(GET /pets/{id})';

describe('diffVersions, who may call and how', () => {
  it.each([
    ['[]', '[{ session: [] }]', 'breaking security-stronger: security none became session (GET /pets)'],
    ['[{ session: [] }]', '[]', 'compatible security-weaker: security session became none (GET /pets)'],
    [
      '[{ session: [a] }]',
      '[{ session: [a, b] }]',
      'breaking security-stronger: security session (a) became session (a, b) (GET /pets)',
    ],
    [
      '[{ session: [] }, { partner: [] }]',
      '[{ session: [] }]',
      'breaking security-stronger: security session, or partner became session (GET /pets)',
    ],
    [
      '[{ session: [] }]',
      '[{ session: [] }, { partner: [] }]',
      'compatible security-weaker: security session became session, or partner (GET /pets)',
    ],
  ])('tells of security: %s, then %s', (base, next, ...expected) =>
    expect(diffYaml(secured(base), secured(next))).toEqual(expected),
  );

  it.each([
    [
      'audience: [pets]',
      'audience: [cats]',
      'breaking security-scheme-changed: security scheme "session": audience pets became cats',
    ],
    [
      'audience: [pets]',
      'audience: [pets, cats]',
      'compatible security-scheme-widened: security scheme "session": audience pets became pets,cats',
    ],
    [
      'audience: [pets]',
      'audience: null',
      'compatible security-scheme-widened: security scheme "session": audience pets became any',
    ],
    [
      'issuer: https://id.',
      'issuer: https://other.',
      'breaking security-scheme-changed: security scheme "session": issuer https://id.example.com became https://other.example.com',
    ],
    [
      '{ type: http, scheme: bearer,',
      '{ type: apiKey, in: header, name: x-api-key,',
      'breaking security-scheme-changed: security scheme "session": http bearer became API key in header "x-api-key"',
    ],
  ])('tells of schemes: %s, then %s', (base, next, expected) => {
    const document = secured('[{ session: [] }]');
    expect(diffYaml(document, document.replace(base, next))).toContain(expected);
  });

  it.each([
    ['{ a: {}, b: {} }', '{ a: {} }', 'breaking plan-removed: plan "b" removed'],
    ['{ a: {} }', '{ b: { was: a } }', 'compatible plan-renamed: plan "a" became "b"'],
    [
      '{ a: {} }',
      '{ a: { throttle: { rate: 5, burst: 9 } } }',
      'breaking plan-throttle-lowered: plan "a": rate none became 5',
      'breaking plan-throttle-lowered: plan "a": burst none became 9',
    ],
    [
      '{ a: { operations: { list: { rate: 5, burst: 5 } } } }',
      '{ a: { operations: { list: { rate: 6, burst: 5 } } } }',
      'compatible plan-throttle-raised: plan "a", operation "list": rate 5 became 6',
    ],
    [
      '{ a: { quota: { limit: 5, period: day } } }',
      '{ a: { quota: { limit: 4, period: day } } }',
      'breaking quota-lowered: plan "a": quota 5 a day became 4 a day',
    ],
    [
      '{ a: { quota: { limit: 5, period: day } } }',
      '{ a: { quota: { limit: 99, period: week } } }',
      'unclear quota-changed: plan "a": quota 5 a day became 99 a week',
    ],
  ])('tells of plans: %s, then %s', (base, next, ...expected) =>
    expect(diffYaml(plans(base), plans(next))).toEqual(expected),
  );

  it.each([
    [
      '{ throttle: { rate: 5, burst: 5 } }',
      '{ throttle: { rate: 4, burst: 6 } }',
      `breaking throttle-lowered: throttle: rate 5 became 4 ${OF}`,
      `compatible throttle-raised: throttle: burst 5 became 6 ${OF}`,
    ],
    [
      '{ validate: { request: report } }',
      '{}',
      `breaking validation-started: requests that are not as described are refused ${OF}`,
    ],
    [
      '{}',
      '{ validate: { request: off } }',
      `compatible validation-ended: requests that are not as described are passed on ${OF}`,
    ],
    ['{}', '{ timeout: 5s }', `breaking timeout-lowered: timeout 28s became 5s ${OF}`],
    ['{ stream: true, timeout: 9s }', '{ timeout: 9s }', `breaking stream-ended: answers are buffered ${OF}`],
    [
      "{ cors: { origins: '*' } }",
      '{ cors: { origins: [https://a.example.com] } }',
      `breaking cors-narrowed: cors: origin * removed ${OF}`,
    ],
    [
      '{ cors: { origins: [https://a.example.com], headers: [a, b] } }',
      '{ cors: { origins: [https://a.example.com], headers: [a] } }',
      `breaking cors-narrowed: cors: header b removed ${OF}`,
    ],
    [
      '{}',
      '{ cors: { origins: [https://a.example.com] } }',
      `compatible cors-widened: cors: origin https://a.example.com added ${OF}`,
    ],
    ['{ headers: { request: { set: { a: b } } } }', '{}'],
  ])('tells of policies: %s, then %s', (base, next, ...expected) =>
    expect(diffYaml(policy(base), policy(next))).toEqual(expected),
  );
});
