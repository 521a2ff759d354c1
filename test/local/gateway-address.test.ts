import { describe, expect, it } from '@jest/globals';
import { type GatewayAddress, gatewayAddress } from '../../lib/local/gateway-address.ts';

const SIGNED =
  'AWS4-HMAC-SHA256 Credential=x/20261123/us-east-1/apigateway/aws4_request, SignedHeaders=host, Signature=0';
const EXECUTE_API = SIGNED.replace('/apigateway/', '/execute-api/');
const HOST = 'abc123.execute-api.us-east-1.amazonaws.com';

describe('gatewayAddress', () => {
  it.each<[path: string, host: string, authorization: string | undefined, address: GatewayAddress]>([
    ['/pets', '127.0.0.1:3000', undefined, { kind: 'first-stage', stagePath: '/pets' }],
    ['/apikeys', '127.0.0.1:3000', SIGNED, { kind: 'control-plane' }],
    ['/apikeys', '127.0.0.1:3000', EXECUTE_API, { kind: 'first-stage', stagePath: '/apikeys' }],
    [
      '/_aws/execute-api/abc123/prod/pets/',
      'x',
      undefined,
      { kind: 'stage', apiId: 'abc123', stage: 'prod', stagePath: '/pets/' },
    ],
    ['/_aws/execute-api/abc123/prod', 'x', undefined, { kind: 'stage', apiId: 'abc123', stage: 'prod', stagePath: '' }],
    ['/prod/pets', HOST, undefined, { kind: 'stage', apiId: 'abc123', stage: 'prod', stagePath: '/pets' }],
    ['//prod//pets', HOST, undefined, { kind: 'stage', apiId: 'abc123', stage: 'prod', stagePath: '//pets' }],
  ])('of %s at %s', (path, host, authorization, address) => {
    expect(gatewayAddress(path, host, authorization)).toEqual(address);
  });
});
