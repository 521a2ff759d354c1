import {
  type GatewayResponseType,
  GetGatewayResponsesCommand,
  PutGatewayResponseCommand,
} from '@aws-sdk/client-api-gateway';
import { controlled } from '../observed.ts';
import { newApi } from './new-api.ts';
import type { Tries } from './try.ts';

export const GATEWAY_RESPONSES: Tries = {
  'gr-defaults': async (world) => {
    const { items = [] } = await world.sdk.send(new GetGatewayResponsesCommand({ restApiId: await newApi(world) }));
    const [first] = items;
    const alike = items.every(
      ({ responseTemplates }) => JSON.stringify(responseTemplates) === JSON.stringify(first?.responseTemplates),
    );
    return {
      status: 200,
      statusCodes: Object.fromEntries(items.map(({ responseType, statusCode }) => [responseType, statusCode ?? null])),
      responseTemplates: alike ? first?.responseTemplates : items,
      defaultResponse: items.length === 21 && items.every(({ defaultResponse }) => defaultResponse === true),
    };
  },
  'gr-allowed-params': async (world) =>
    controlled(
      world.sdk.send(
        new PutGatewayResponseCommand({
          restApiId: await newApi(world),
          responseType: 'THROTTLED',
          responseParameters: {
            'gatewayresponse.header.a': 'method.request.header.Accept',
            'gatewayresponse.header.b': 'method.request.path.petId',
            'gatewayresponse.header.c': 'method.request.querystring.q',
            'gatewayresponse.header.d': "'static'",
          },
        }),
      ),
      201,
    ),
  'gr-status-only': async (world) =>
    controlled(
      world.sdk.send(
        new PutGatewayResponseCommand({
          restApiId: await newApi(world),
          responseType: 'MISSING_AUTHENTICATION_TOKEN',
          statusCode: '404',
        }),
      ),
      201,
    ),
  'gr-unknown-type': async (world) =>
    controlled(
      world.sdk.send(
        new PutGatewayResponseCommand({
          restApiId: await newApi(world),
          responseType: 'FAKE_RESPONSE_TYPE' as GatewayResponseType, // which is the point
        }),
      ),
      201,
    ),
};
