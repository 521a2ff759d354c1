import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import type { FromDocument } from '../../lib/constructs/open-api-gateway-props.ts';
import { OpenApiGateway } from '../../lib/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

function gateway(name: string, text: string, options: Partial<FromDocument> = {}): Stack {
  const document = join(folder, `${name}.yaml`);
  writeFileSync(document, text);
  const stack = new Stack(new App({ outdir: join(folder, name), builtinCloudFormationValidation: false }), 'Test');
  new OpenApiGateway(stack, 'Gateway', { document, ...options });
  return stack;
}

const head = `openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: https://pets.example.com }]
`;

describe('OpenApiGateway of a document', () => {
  it('refuses a document once, with its place in the tree and every error', () => {
    const text = `${head}paths:
  /a: { get: { security: [{ nobody: [] }], responses: {} } }
  /b: { get: { security: [{ nothing: [] }], responses: {} } }
`;
    expect(() => gateway('refused', text)).toThrow(
      expect.objectContaining({
        name: 'UserError',
        code: 'DOCUMENT_HAS_PROBLEMS',
        message: expect.stringMatching(
          /^Test\/Gateway: .*\n.*refused\.yaml:5:\d+ error .*\n.*refused\.yaml:6:\d+ error /,
        ),
      }),
    );
  });

  it('refuses a file that is not there', () => {
    const stack = new Stack(new App({ outdir: join(folder, 'absent') }), 'Test');
    expect(() => new OpenApiGateway(stack, 'Gateway', { document: join(folder, 'absent.yaml') })).toThrow(
      expect.objectContaining({ code: 'DOCUMENT_NOT_FOUND' }),
    );
  });

  const text = `${head}paths:
  /a: { get: { security: [{ session: [] }], responses: {} } }
components: { securitySchemes: { session: { type: http, scheme: bearer } } }
`;
  const session = { issuer: 'https://id.example.com', audience: 'pets' };

  it.each([
    ['sesion', 'did you mean "session"?'],
    ['users', 'there are session'],
  ])('refuses issuers of a scheme that is not there, which would be nobody: %s', (name, advice) => {
    expect(() => gateway(`issuers-${name}`, text, { issuers: { session, [name]: session } })).toThrow(
      `issuers names "${name}", which is no security scheme of the document: ${advice}`,
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a quota of %d resources', (resourceQuota) => {
    expect(() => gateway('quota', text, { issuers: { session }, resourceQuota })).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTION',
        message: `resourceQuota is ${resourceQuota}, expected a whole number from 1, such as 300`,
      }),
    );
  });

  it('applies overlays in their order', () => {
    const document = join(folder, 'overlaid.yaml');
    const overlays = ['one', 'two'].map((name) => join(folder, `${name}.overlay.yaml`));
    writeFileSync(document, `${head}paths:\n  /a: { get: { responses: {} } }\n`);
    for (const overlay of overlays)
      writeFileSync(
        overlay,
        `overlay: 1.0.0\nactions: [{ target: $.info, update: { title: "${basename(overlay)}" } }]`,
      );
    const stack = new Stack(
      new App({ outdir: join(folder, 'overlaid'), builtinCloudFormationValidation: false }),
      'Test',
    );
    new OpenApiGateway(stack, 'Gateway', { document, overlays });
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::RestApi', { Name: 'two.overlay.yaml' });
  });

  it('passes warnings on, to be acknowledged by their rule', () => {
    const stack = gateway('warned', `${head}paths:\n  /ping: { get: { responses: {} } }\n`);
    Annotations.fromStack(stack).hasWarning(
      '/Test/Gateway',
      Match.stringLikeRegexp('warned\\.yaml:5:\\d+ .*\\[ack: gatewright:reserved-path\\]'),
    );
  });

  it('serves a document without any x-gateway', () => {
    const stack = gateway('plain', `${head}paths:\n  /a: { get: { responses: {} } }\n`);
    Annotations.fromStack(stack).hasNoError('*', Match.anyValue());
  });
});
