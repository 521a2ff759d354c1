import type { ApiRecord } from './api-record.ts';
import { defaultModels } from './default-models.ts';
import { resourceId } from './record-ids.ts';

/** An API as CreateRestApi makes it: EDGE, keys from the header, nothing but the root and the default models (recorded). */
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
    models: defaultModels(identity.id),
    authorizers: [],
    requestValidators: [],
    gatewayResponses: [],
    ...identity,
  };
}
