import {
  CreateModelCommand,
  CreateRequestValidatorCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  DeleteIntegrationResponseCommand,
  GetIntegrationCommand,
  GetIntegrationResponseCommand,
  type PatchOperation,
  PutIntegrationCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateGatewayResponseCommand,
  UpdateMethodCommand,
  UpdateMethodResponseCommand,
  UpdateModelCommand,
  UpdateRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { describe, expect, it } from '@jest/globals';
import { openControlPlane } from '../../support/open-control-plane.ts';

const { aws } = await openControlPlane();

const api = await aws.send(new CreateRestApiCommand({ name: 'patched', description: 'x' }));
const restApiId = api.id;
const { id: resourceId } = await aws.send(
  new CreateResourceCommand({ restApiId, parentId: api.rootResourceId, pathPart: 'x' }),
);
const method = { restApiId, resourceId, httpMethod: 'GET' };
const place = { ...method, statusCode: '200' };
await aws.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }));
await aws.send(new PutMethodResponseCommand(place));
await aws.send(new CreateModelCommand({ restApiId, name: 'M', contentType: 'application/json', schema: '{"a":1}' }));

type Patch = readonly [op: NonNullable<PatchOperation['op']>, path: string, value?: string];
const patched = (...patches: readonly Patch[]) => ({
  patchOperations: patches.map(([op, path, value]) => ({ op, path, ...(value !== undefined && { value }) })),
});
const updateMethod = (...patches: Patch[]) => new UpdateMethodCommand({ ...method, ...patched(...patches) });
const updateResponse = (...patches: Patch[]) => new UpdateMethodResponseCommand({ ...place, ...patched(...patches) });
const updateGatewayResponse = (...patches: Patch[]) =>
  new UpdateGatewayResponseCommand({ restApiId, responseType: 'DEFAULT_5XX', ...patched(...patches) });
const updateModel = (...patches: Patch[]) =>
  new UpdateModelCommand({ restApiId, modelName: 'M', ...patched(...patches) });
const updateApi = (...patches: Patch[]) => new UpdateRestApiCommand({ restApiId, ...patched(...patches) });
const putIntegration = (requestParameters: Record<string, string>) =>
  new PutIntegrationCommand({
    ...method,
    type: 'HTTP',
    integrationHttpMethod: 'GET',
    uri: 'http://a.example',
    requestParameters,
  });

const [BAD, UNKNOWN] = ['BadRequestException', 'NotFoundException'] as const;
const ONLY_REPLACE = 'Invalid patch operation specified. Must be one of: [replace]';
const mapping = (error: string) =>
  `Invalid mapping expression specified: Validation Result: warnings : [], errors : [${error}]`;

describe('what AWS refuses to change (recorded)', () => {
  it.each([
    ['a value of a method that is added', updateMethod(['add', '/operationName', 'x']), BAD, ONLY_REPLACE],
    ['a validator that is added', updateMethod(['add', '/requestValidatorId', 'x']), BAD, ONLY_REPLACE],
    ["a method's verb", updateMethod(['add', '/httpMethod', 'PUT']), BAD, 'Invalid patch path /httpMethod'],
    [
      'all parameters of a method',
      updateMethod(['replace', '/requestParameters', 'method.request.querystring.a=false']),
      BAD,
      'Invalid patch path /requestParameters',
    ],
    [
      'a media type whose slash is one of the path',
      updateMethod(['add', '/requestModels/application/json', 'Empty']),
      BAD,
      'Invalid patch path /requestModels/application/json',
    ],
    [
      'a header of a response that is not there',
      updateResponse(['replace', '/responseParameters/method.response.header.A', 'true']),
      UNKNOWN,
      'Invalid parameter name specified',
    ],
    [
      'a model of a response that is not there',
      updateResponse(['remove', '/responseModels/application~1json']),
      UNKNOWN,
      'Content-Type specified was not found',
    ],
    [
      'a part of a response that there is not',
      updateResponse(['add', '/wrong/method.response.header.A', 'true']),
      BAD,
      'Invalid patch path /wrong/method.response.header.A',
    ],
    [
      'the status of a gateway response that is added',
      updateGatewayResponse(['add', '/statusCode', '444']),
      BAD,
      'Invalid patch path /statusCode',
    ],
    [
      'a header of a gateway response that is not there',
      updateGatewayResponse(['replace', '/responseParameters/gatewayresponse.header.A', "'a'"]),
      UNKNOWN,
      'Invalid parameter name specified',
    ],
    ['an addition to a model', updateModel(['add', '/wrong', 'x']), BAD, 'Please choose supported operations'],
    ['a model to have no schema', updateModel(['replace', '/schema', '']), BAD, 'Model schema must have at least 1'],
    ['all binary types', updateApi(['add', '/binaryMediaTypes', 'image/gif']), BAD, 'Invalid patch path /binaryMedia'],
    ['compression that is removed', updateApi(['remove', '/minimumCompressionSize']), BAD, ONLY_REPLACE],
    [
      'the kind of addresses into another',
      updateApi(['replace', '/endpointConfiguration/ipAddressType', 'wrong']),
      BAD,
      'ipAddressType must be either ipv4 or dualstack.',
    ],
    [
      'a private API to have addresses of the other kind',
      updateApi(
        ['replace', '/endpointConfiguration/types/0', 'PRIVATE'],
        ['replace', '/endpointConfiguration/ipAddressType', 'ipv4'],
      ),
      BAD,
      'Only dualstack ipAddressType is supported for Private APIs.',
    ],
    [
      'the type of an endpoint into another',
      updateApi(['replace', '/endpointConfiguration/types/0', 'wrong']),
      BAD,
      'Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE',
    ],
    [
      'a parameter to be mapped from no expression',
      putIntegration({ 'integration.request.header.A': 'true' }),
      BAD,
      mapping('Invalid mapping expression specified: true'),
    ],
    [
      'a parameter that is none',
      new PutMethodCommand({
        ...method,
        httpMethod: 'POST',
        authorizationType: 'NONE',
        requestParameters: { true: true },
      }),
      BAD,
      mapping('Invalid mapping expression specified: true'),
    ],
    [
      'a method of an API that there is not',
      new UpdateMethodCommand({ ...method, restApiId: 'none', ...patched() }),
      UNKNOWN,
      'Invalid Resource identifier specified',
    ],
    [
      'the integration of an API that there is not',
      new GetIntegrationCommand({ ...method, restApiId: 'none' }),
      UNKNOWN,
      'Invalid Resource identifier specified',
    ],
    [
      'an operation that there is not, at a status that is none',
      new UpdateMethodResponseCommand({ ...place, statusCode: 'no', ...patched(['wrong' as 'add', '/x', 'y']) }),
      'ValidationException',
      /^2 validation errors detected: Value 'wrong' at .*copy\]; Value 'no' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: \[1-5\]\\d\\d$/,
    ],
    [
      'to forget a response of an integration that there is not',
      new DeleteIntegrationResponseCommand(place),
      UNKNOWN,
      'Invalid Integration identifier specified',
    ],
    [
      'the response of an integration that there is not',
      new GetIntegrationResponseCommand(place),
      UNKNOWN,
      'Invalid Integration identifier specified',
    ],
    [
      'validators of an API that there is not',
      new CreateRequestValidatorCommand({ restApiId: 'none', name: 'v' }),
      BAD,
      'Invalid REST API identifier specified',
    ],
  ] as const)('%s', async (_, command, name, message) => {
    const expected = typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message);
    await expect(aws.send(command as never)).rejects.toMatchObject({ name, message: expected });
  });
});

describe('what AWS changes (recorded)', () => {
  it('keeps no authorizer of a method that asks none', async () => {
    const changed = await aws.send(updateMethod(['replace', '/authorizerId', 'abc123']));
    expect(changed).toMatchObject({ authorizationType: 'NONE', apiKeyRequired: false });
    expect(changed.authorizerId).toBeUndefined();
  });

  it('takes an entry of a patch that the one before has added', async () => {
    const path = '/responseParameters/method.response.header.B';
    const changed = await aws.send(updateResponse(['add', path, 'true'], ['replace', path, 'false']));
    expect(changed.responseParameters).toEqual({ 'method.response.header.B': false });
    expect((await aws.send(updateResponse(['remove', path]))).responseParameters).toEqual({});
  });

  it('replaces a binary type behind the others, and takes a description away', async () => {
    const type = (name: string) => `/binaryMediaTypes/image~1${name}`;
    await aws.send(updateApi(['add', type('png')], ['add', type('jpeg')]));
    const replaced = await aws.send(updateApi(['replace', type('png'), 'image/gif']));
    expect(replaced.binaryMediaTypes).toEqual(['image/jpeg', 'image/gif']);
    const removed = await aws.send(updateApi(['remove', type('gif')], ['remove', '/description']));
    expect(removed.binaryMediaTypes).toEqual(['image/jpeg']);
    expect(removed.description).toBeUndefined();
  });

  it('gives a private API addresses of both kinds', async () => {
    const changed = await aws.send(updateApi(['replace', '/endpointConfiguration/types/0', 'PRIVATE']));
    expect(changed.endpointConfiguration).toEqual({ ipAddressType: 'dualstack', types: ['PRIVATE'] });
  });
});
