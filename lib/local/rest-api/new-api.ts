import type { ApiRecord } from './api-record.ts';
import { resourceId } from './record-ids.ts';

/** An API as CreateRestApi makes it: EDGE, keys from the header, nothing but the root (recorded). */
export function newApi(
  identity: Pick<ApiRecord, 'id' | 'name' | 'accountId' | 'region' | 'createdDate'> & Partial<ApiRecord>,
): ApiRecord {
  return {
    apiKeySource: 'HEADER',
    binaryMediaTypes: [],
    disableExecuteApiEndpoint: false,
    endpointConfiguration: { types: ['EDGE'], ipAddressType: 'ipv4' },
    tags: {},
    resources: [{ id: resourceId(identity.id, '/'), path: '/', resourceMethods: {} }],
    models: [],
    authorizers: [],
    requestValidators: [],
    gatewayResponses: [],
    ...identity,
  };
}
