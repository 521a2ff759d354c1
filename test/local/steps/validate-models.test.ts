import { describe, expect, it } from '@jest/globals';
import { gatewayDocument } from '../../../lib/compiler/gateway-document/gateway-document.ts';
import { compileYaml } from '../../support/compile-yaml.ts';
import { FUNCTION_ARN, importApi, type Json } from '../../support/local-api.ts';

const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION_ARN}/invocations`;

/** The models of a compiled document, as the local API Gateway imports them. */
function modelsOf(yaml: string) {
  const { model, problems } = compileYaml(yaml);
  if (model === undefined) throw new Error(problems.join('\n'));
  const document = gatewayDocument(model, { routerUri: uri });
  const api = importApi(JSON.parse(JSON.stringify(document)) as Json); // an object by contract
  return api.resources
    .flatMap(({ methods }) => [...methods.values()])
    .find(({ bodyModels }) => bodyModels !== undefined);
}

describe('models of a compiled document', () => {
  it('are what the local API Gateway holds bodies against', () => {
    const method = modelsOf(`
      x-gateway: { models: true }
      paths: { /pets: { post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/pet_1' } } } } } } }
      components: { schemas: { pet_1: { type: object, required: [name], properties: { name: { type: string }, age: { type: integer, nullable: true } } } } }
    `);
    const check = method?.bodyModels?.get('application/json');
    const kindOf = (body: unknown) => check?.(body).kind;
    expect([{ name: 'a' }, { name: 'a', age: null }, { name: 'a', age: 1 }].map(kindOf)).toEqual([
      'valid',
      'valid',
      'valid',
    ]);
    expect([{}, [], { name: 1 }].map(kindOf)).toEqual(['invalid', 'invalid', 'invalid']);
  });
});
