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
});
