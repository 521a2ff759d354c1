import { describe, expect, it } from '@jest/globals';
import { compileYaml, operationOf } from '../../support/compile-yaml.ts';

describe('parameterName', () => {
  it('warns of a parameter without name and leaves it out', () => {
    const { model, problems } = compileYaml("paths: { /a: { get: { parameters: [{ name: '', in: header }] } } }");
    expect(model?.operations[0]?.parameters).toEqual([]);
    expect(problems).toEqual([
      'warning parameter-name /paths/~1a/get/parameters/0: a header parameter has no name, so nothing reads it; name or remove it',
    ]);
  });

  it('does not ask for a header field or cookie that nothing can send', () => {
    const compiled = compileYaml(`
      paths:
        /a:
          get:
            parameters:
              - { name: X Tenant, in: header, required: true, schema: { type: string } }
              - { name: 'a;b', in: cookie, required: true, schema: { type: string } }
              - { name: 'a b', in: query, required: true, schema: { type: string } }`);
    const operation = operationOf(compiled);
    expect(operation.parameters.map(({ name }) => name)).toEqual(['a b']);
    expect(operation.description?.parameters?.map(({ name }) => name)).toEqual(['a b']);
    expect(compiled.problems).toEqual([
      'warning parameter-name /paths/~1a/get/parameters/0: a header parameter is named "X Tenant", which no header field can be, so nothing reads it; write letters, digits and -',
      'warning parameter-name /paths/~1a/get/parameters/1: a cookie parameter is named "a;b", which no cookie can be, so nothing reads it; write letters, digits and -',
    ]);
  });
});
