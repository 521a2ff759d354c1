import { describe, expect, it } from '@jest/globals';
import { domainFinder } from '../../lib/local/apis/domain-finder.ts';
import { type GatewayAddress, gatewayAddress } from '../../lib/local/gateway-address.ts';

const SIGNED =
  'AWS4-HMAC-SHA256 Credential=x/20261123/us-east-1/apigateway/aws4_request, SignedHeaders=host, Signature=0';
const EXECUTE_API = SIGNED.replace('/apigateway/', '/execute-api/');
const findDomain = domainFinder([
  { name: 'api.example.com', mappings: [{ basePath: 'v1', apiId: 'abc123', stage: 'prod' }] },
  { name: '*.example.com', mappings: [{ basePath: 'v1/pets', apiId: 'def456', stage: 'test' }] },
]);
const V1 = {
  kind: 'custom-domain',
  name: 'api.example.com',
  lowersNames: false,
  apiId: 'abc123',
  stage: 'prod',
  matched: 'v1',
  basePath: '/v1',
  stagePath: '/pets',
} as const;
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
    ['/v1/pets', 'api.example.com', undefined, V1],
    ['/v1/pets', 'API.Example.com:3000', undefined, V1],
    ['/v1/pets', 'api.example.com', SIGNED, { kind: 'control-plane' }],
    ['/v2/pets', 'api.example.com', undefined, { kind: 'unmapped' }],
    ['/_aws/execute-api/abc123/prod/pets', 'api.example.com', undefined, { kind: 'unmapped' }],
    [
      '/v1/pets/7',
      'other.example.com',
      undefined,
      {
        kind: 'custom-domain',
        name: 'other.example.com',
        lowersNames: true,
        apiId: 'def456',
        stage: 'test',
        matched: 'v1/pets',
        basePath: '/v1/pets',
        stagePath: '/7',
      },
    ],
    ['/v1/pets', 'a.b.example.com', undefined, { kind: 'first-stage', stagePath: '/v1/pets' }],
    ['/v1/pets', 'example.com', undefined, { kind: 'first-stage', stagePath: '/v1/pets' }],
  ])('of %s at %s', (path, host, authorization, address) => {
    expect(gatewayAddress(path, host, authorization, findDomain)).toEqual(address);
  });
});
