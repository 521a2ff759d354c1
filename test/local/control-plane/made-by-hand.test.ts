import {
  CreateDeploymentCommand,
  CreateModelCommand,
  CreateRequestValidatorCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  GetModelsCommand,
  type PatchOperation,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateIntegrationResponseCommand,
  UpdateMethodCommand,
  UpdateMethodResponseCommand,
  UpdateResourceCommand,
  UpdateRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { describe, expect, it } from '@jest/globals';
import { openControlPlane } from '../../support/open-control-plane.ts';
import { send } from '../../support/send.ts';

const { gateway, aws } = await openControlPlane();

const api = await aws.send(new CreateRestApiCommand({ name: 'by hand' }));
const restApiId = api.id ?? '';
const { id: resourceId } = await aws.send(
  new CreateResourceCommand({ restApiId, parentId: api.rootResourceId, pathPart: 'x' }),
);
const method = { restApiId, resourceId, httpMethod: 'GET' };
const place = { ...method, statusCode: '200' };
const call = async () => {
  await aws.send(new CreateDeploymentCommand({ restApiId, stageName: 'live' }));
  return send(`${gateway.url}/_aws/execute-api/${restApiId}/live/x`);
};

describe('an API that is made a call at a time', () => {
  it('answers as its responses say, and as they are changed', async () => {
    await aws.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }));
    await aws.send(new PutMethodResponseCommand(place));
    const requestTemplates = { 'application/json': '{"statusCode": 200}' };
    await aws.send(new PutIntegrationCommand({ ...method, type: 'MOCK', requestTemplates }));
    await aws.send(
      new PutIntegrationResponseCommand({ ...place, responseTemplates: { 'application/json': 'before' } }),
    );
    expect(await call()).toMatchObject({ status: 200, text: 'before' });

    const changed = await aws.send(
      new UpdateMethodResponseCommand({
        ...place,
        patchOperations: [{ op: 'add', path: '/responseParameters/method.response.header.X-A', value: 'false' }],
      }),
    );
    expect(changed.responseParameters).toEqual({ 'method.response.header.X-A': false });
    await aws.send(
      new UpdateIntegrationResponseCommand({
        ...place,
        patchOperations: [
          { op: 'replace', path: '/responseTemplates/application~1json', value: 'after' },
          { op: 'add', path: '/responseParameters/method.response.header.X-A', value: "'a'" },
        ],
      }),
    );
    expect(await call()).toMatchObject({ status: 200, text: 'after', headers: { 'x-a': 'a' } });
  });

  it.each([
    [
      { ...place, statusCode: '404', patchOperations: [] },
      'NotFoundException',
      'Invalid Response status code specified',
    ],
    [
      { ...place, patchOperations: [{ op: 'replace' as const, path: '/statusCode', value: '201' }] },
      'BadRequestException',
      /^Invalid patch path .*\/statusCode/,
    ],
  ])('refuses to change by %j', async (input, name, message) => {
    for (const command of [new UpdateIntegrationResponseCommand(input), new UpdateMethodResponseCommand(input)])
      await expect(aws.send(command as never)).rejects.toMatchObject({
        name,
        message: expect.stringMatching(message),
      });
  });

  it('refuses what AWS does, in its words (recorded)', async () => {
    const rootId = api.rootResourceId;
    const patchOf = (id: string | undefined, path: string, value: string | undefined) =>
      new UpdateResourceCommand({ restApiId, resourceId: id, patchOperations: [{ op: 'replace', path, value }] });
    const child = await aws.send(new CreateResourceCommand({ restApiId, parentId: resourceId, pathPart: 'y' }));
    const requestParameters = { 'method.request.querystring.a': false, 'method.request.header.a': false };
    const put = { restApiId, resourceId, httpMethod: 'POST', authorizationType: 'NONE', requestParameters };
    const types = ['EDGE' as const, 'REGIONAL' as const];
    for (const [command, message] of [
      [patchOf(rootId, '/pathPart', 'z'), 'Root resource cannot update its pathPart.'],
      [patchOf(resourceId, '/parentId', child.id), 'Resources cannot be cyclical.'],
      [new PutMethodCommand(put), 'Parameter names must be unique across querystring, header and path'],
      [new CreateRestApiCommand({ name: 'x', description: '' }), 'Description cannot be an empty string'],
      [
        new CreateRestApiCommand({ name: 'x', endpointConfiguration: { types } }),
        'Cannot create an api with multiple Endpoint Types.',
      ],
    ] as const)
      await expect(aws.send(command as never)).rejects.toMatchObject({ name: 'BadRequestException', message });
  });

  it('maps no header of a response that its method does not declare (recorded)', async () => {
    const path = { ...method, httpMethod: 'PUT' };
    await aws.send(new PutMethodCommand({ ...path, authorizationType: 'NONE' }));
    await aws.send(new PutMethodResponseCommand({ ...path, statusCode: '200' }));
    await aws.send(new PutIntegrationCommand({ ...path, type: 'MOCK' }));
    const responseParameters = { 'method.response.header.X-A': "'a'" };
    await expect(
      aws.send(new PutIntegrationResponseCommand({ ...path, statusCode: '200', responseParameters })),
    ).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining('parameter specified: method.response.header.X-A]'),
    });
    await expect(
      aws.send(new PutIntegrationResponseCommand({ ...path, statusCode: '200', responseTemplates: { 123: 'x' } })),
    ).rejects.toMatchObject({
      name: 'BadRequestException',
      message: 'Validation Result: warnings : [], errors : [Invalid content type specified: 123]',
    });
  });

  it('is not changed into what could not be made (recorded)', async () => {
    const change = (path: string, value: string, op: PatchOperation['op'] = 'replace') =>
      new UpdateMethodCommand({ ...method, patchOperations: [{ op, path, value }] });
    const schema = { restApiId, name: 'M', contentType: 'application/json' };
    const wrong = { op: 'wrong' as 'add', path: '/name', value: 'x' };
    for (const [command, name, message] of [
      [change('/authorizationType', 'CUSTOM'), 'BadRequestException', 'Invalid authorizer ID specified.'],
      [change('/requestValidatorId', 'no'), 'BadRequestException', 'Invalid Request Validator identifier specified'],
      [new CreateModelCommand(schema), 'BadRequestException', 'Model schema must have at least 1 property'],
      [
        new PutIntegrationCommand({ ...method, type: 'HTTPS' as 'HTTP' }),
        'ValidationException',
        "1 validation error detected: Value 'HTTPS' at 'putIntegrationInput.type' failed to satisfy constraint",
      ],
      [
        new UpdateRestApiCommand({ restApiId, patchOperations: [wrong, wrong] }),
        'ValidationException',
        "2 validation errors detected: Value 'wrong' at 'updateRestApiInput.patchOperations.1.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]; Value 'wrong' at 'updateRestApiInput.patchOperations.2.member.op'",
      ],
    ] as const)
      await expect(aws.send(command as never)).rejects.toMatchObject({
        name,
        message: expect.stringContaining(message),
      });
  });

  it('has the models Empty and Error, and holds bodies against them (recorded)', async () => {
    const { items = [] } = await aws.send(new GetModelsCommand({ restApiId }));
    expect(items.map(({ name, description }) => [name, description])).toEqual(
      expect.arrayContaining([
        ['Empty', 'This is a default empty schema model'],
        ['Error', 'This is a default error schema model'],
      ]),
    );
    const { id: requestValidatorId } = await aws.send(
      new CreateRequestValidatorCommand({ restApiId, name: 'body', validateRequestBody: true }),
    );
    const requestModels = { 'application/json': 'Empty' };
    const post = { ...method, httpMethod: 'PATCH' };
    await aws.send(new PutMethodCommand({ ...post, authorizationType: 'NONE', requestValidatorId, requestModels }));
    await aws.send(new PutMethodResponseCommand({ ...post, statusCode: '200' }));
    const requestTemplates = { 'application/json': '{"statusCode": 200}' };
    await aws.send(new PutIntegrationCommand({ ...post, type: 'MOCK', requestTemplates }));
    await aws.send(new PutIntegrationResponseCommand({ ...post, statusCode: '200' }));
    await call();
    const url = `${gateway.url}/_aws/execute-api/${restApiId}/live/x`;
    const status = async (body: string) => (await send(url, { method: 'PATCH', body })).status;
    expect([await status('{"any": 1}'), await status('[1]'), await status('no JSON')]).toEqual([200, 400, 400]);
  });
});
