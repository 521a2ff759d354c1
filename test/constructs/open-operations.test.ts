import { describe, expect, it } from '@jest/globals';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { openMethods, tellOpenOperations } from '../../lib/constructs/open-operations.ts';
import { OpenApiGateway } from '../../lib/index.ts';
import { aModel, anOperation } from '../support/api-models.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const outdir = temporaryFolder();
const secured = anOperation({ path: '/mine', security: { apiKey: true, requirements: undefined } });
const stackOf = () => new Stack(new App({ outdir, builtinCloudFormationValidation: false }), 'Test');

describe('open operations', () => {
  it('are those without a requirement, and those with one that asks for nothing', () => {
    const paths = {
      '/a': { get: { security: [] }, put: { security: [{ key: [] }, {}] }, post: { security: [{ key: [] }] } },
      '/b/{proxy+}': { 'x-amazon-apigateway-any-method': {} },
    };
    expect(openMethods({ paths })).toEqual(['GET /a', 'PUT /a', 'ANY /b/{proxy+}']);
  });

  it('are told at synth', () => {
    const stack = stackOf();
    new OpenApiGateway(stack, 'Gateway', { model: aModel([secured, anOperation({ path: '/status' })]) });
    Annotations.fromStack(stack).hasInfo('/Test/Gateway', Match.exact('anybody may call GET /status'));
  });

  it('are never what the document secures', () => {
    const document = { paths: { '/mine': { get: { security: [] } } } };
    expect(() => tellOpenOperations(stackOf(), aModel([secured]), document)).toThrow(/GET \/mine is secured/);
  });
});
