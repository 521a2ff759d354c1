import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('securitySchemeSupported', () => {
  it.each([
    ['{ type: http, scheme: basic }', 'http basic cannot be enforced yet, only bearer'],
    [
      '{ type: apiKey, in: query, name: x-api-key }',
      'an API key in query "x-api-key" cannot be enforced yet, only a usage plan\'s in header "x-api-key"',
    ],
    [
      '{ type: apiKey, in: header, name: token }',
      'an API key in header "token" cannot be enforced yet, only a usage plan\'s in header "x-api-key"',
    ],
    ['{ type: mutualTLS }', 'type "mutualTLS" cannot be enforced yet'],
    ['{}', 'type missing cannot be enforced yet'],
  ])('refuses %s where an operation needs it', (scheme, why) => {
    expect(
      compileYaml(`
      paths: { /a: { get: { security: [{ s: [] }] } } }
      components: { securitySchemes: { s: ${scheme} } }
    `).problems,
    ).toEqual([
      `error security-scheme-supported /components/securitySchemes/s: security scheme "s": ${why}; needed by 1 operation, first "GET /a": take it out of their security, or disable them by x-gateway: { disabled: true }`,
    ]);
  });

  it('does not mind one that nothing needs', () => {
    expect(
      compileYaml(`
      paths: { /a: { get: { security: [] } }, /b: { get: { security: [{ s: [] }], x-gateway: { disabled: true } } } }
      components: { securitySchemes: { s: { type: http, scheme: basic } } }
    `).problems,
    ).toEqual([]);
  });
});
