import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('amazonExtensions', () => {
  it.each([
    ['error', 'x-amazon-apigateway-policy: {}\npaths: { /a: { get: {} } }', '/x-amazon-apigateway-policy'],
    ['error', 'paths: { /a: { get: { x-amazon-apigateway-auth: {} } } }', '/paths/~1a/get/x-amazon-apigateway-auth'],
    [
      'error',
      'paths: { /a: { get: {}, x-amazon-apigateway-any-method: {} } }',
      '/paths/~1a/x-amazon-apigateway-any-method',
    ],
    [
      'warning',
      'paths: { /a: { get: { x-amazon-apigateway-integration: {} } } }',
      '/paths/~1a/get/x-amazon-apigateway-integration',
    ],
  ])('reports as %s what it does not read: %s', (severity, yaml, pointer) => {
    const key = pointer.split('/').at(-1);
    expect(compileYaml(yaml).problems).toEqual([
      `${severity} amazon-extensions ${pointer}: "${key}" is not read, say the same by OpenAPI's own keys and x-gateway`,
    ]);
  });

  it('refuses a method for all others behind a reference, and warns of an authorizer on a scheme', () => {
    const { problems } = compileYaml(`
      paths: { /a: { $ref: '#/components/pathItems/a' } }
      components:
        pathItems: { a: { get: { security: [{ key: [] }] }, x-amazon-apigateway-any-method: {} } }
        securitySchemes: { key: { type: apiKey, in: header, name: x-api-key, x-amazon-apigateway-authorizer: {} } }
    `);
    const advice = "is not read, say the same by OpenAPI's own keys and x-gateway";
    expect(problems).toContain(
      `error amazon-extensions /components/pathItems/a/x-amazon-apigateway-any-method: "x-amazon-apigateway-any-method" ${advice}`,
    );
    expect(problems).toContain(
      `warning amazon-extensions /components/securitySchemes/key/x-amazon-apigateway-authorizer: "x-amazon-apigateway-authorizer" ${advice}`,
    );
  });
});
