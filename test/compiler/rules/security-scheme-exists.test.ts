import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('securitySchemeExists', () => {
  it('refuses a scheme that is not declared', () => {
    expect(
      compileYaml(`
      paths: { /a: { get: { security: [{ sesion: [] }] } } }
      components: { securitySchemes: { session: { type: http, scheme: bearer } } }
    `).problems,
    ).toEqual([
      'error security-scheme-exists /paths/~1a/get/security/0/sesion: security scheme "sesion" does not exist, did you mean "session"',
    ]);
  });
});
