import { describe, expect, it } from '@jest/globals';
import { gatewayDocument } from '../../../../lib/compiler/gateway-document/gateway-document.ts';
import { compileYaml } from '../../../support/compile-yaml.ts';
import { importerComplaints } from '../../../support/importer-rules.ts';

const BINDINGS = { routerUri: 'router', credentials: 'role', authorizerCredentials: 'role' };
const documentOf = (yaml: string) => {
  const { model, problems } = compileYaml(yaml);
  if (model === undefined) throw new Error(problems.join('\n'));
  // The members these tests read.
  return {
    problems,
    document: gatewayDocument(model, BINDINGS) as {
      paths: Record<string, Record<string, object>>;
      components: { schemas?: Record<string, object> };
    },
  };
};

const PETS = `
  paths:
    /pets:
      post:
        operationId: add-pet
        requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/pet-or_none' } } } }
      put:
        requestBody: { required: true, content: { application/json: { schema: { type: string, maxLength: 9 } }, text/plain: {} } }
      patch:
        requestBody: { content: { application/json: { schema: { type: string } } } }
  components:
    schemas:
      pet-or_none: { type: object, required: [name], properties: { name: { type: string }, next: { $ref: '#/components/schemas/pet-or_none' } } }
      petornone: { type: string }
`;

describe('requestModels', () => {
  it('are not attached unless asked for', () => {
    const { document } = documentOf(PETS);
    expect(document.components.schemas).toBeUndefined();
    expect(JSON.stringify(document)).not.toContain('requestBody');
  });

  it('hold the JSON bodies that operations need, under names that API Gateway takes', () => {
    const { document } = documentOf(`
  x-gateway: { models: true }${PETS}`);
    expect(document.components.schemas).toEqual({
      petornone: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, next: { $ref: '#/components/schemas/petornone' } },
      },
      PUTpetsBody: { type: 'string', maxLength: 9 },
    });
    expect(document.paths['/pets']?.post).toMatchObject({
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/petornone' } } },
      },
      'x-amazon-apigateway-request-validator': 'all',
    });
    expect(document.paths['/pets']?.patch).not.toHaveProperty('requestBody');
    expect(importerComplaints(document)).toEqual([]);
  });

  it('are left out with their methods, where several operations share one', () => {
    const { document } = documentOf(`
  x-gateway: { models: true }
  paths:
    /{id}: { post: { requestBody: { required: true, content: { application/json: { schema: { type: string } } } } } }
    /{id}.json: { post: { requestBody: { required: true, content: { application/json: { schema: { type: string } } } } } }
`);
    expect(document.components.schemas).toBeUndefined();
  });
});
