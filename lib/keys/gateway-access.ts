/** EDGE: finds a deployed gateway, here or in AWS, by what API Gateway itself says of it. */
import { APIGatewayClient, GetStagesCommand, paginateGetRestApis, type RestApi } from '@aws-sdk/client-api-gateway';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PLAN_KEY_SECRET_TAG, STATE_TABLE_TAG } from '../../lambdas/core/keys/key-tags.ts';
import { askAws } from '../aws/ask-aws.ts';
import { clientSettings } from '../aws/client-settings.ts';
import { UserError } from '../errors.ts';

export interface GatewayOptions {
  /** Id or name of the REST API. Default: the only one with a table of ours. */
  readonly api?: string;
  /** Default: the API's only stage. */
  readonly stage?: string;
  /** Default: as the AWS CLI has it. */
  readonly region?: string;
  /** Another place than AWS that answers for all of its services, such as the local gateway. */
  readonly endpoint?: string;
}

export interface GatewayAccess {
  readonly gateway: APIGatewayClient;
  readonly tables: DynamoDBClient;
  readonly region: string;
  readonly apiId: string;
  readonly stage: string;
  readonly stateTable: string;
  /** Of Secrets Manager; `undefined`: no caller is counted by a derived key. */
  readonly planKeySecret: string | undefined;
  /** In AWS's place. */
  readonly endpoint: string | undefined;
}

/** @param maxAttempts of each call; the pause between them grows, and slows down with what the service takes */
export async function accessGateway(options: GatewayOptions, maxAttempts = MAX_ATTEMPTS): Promise<GatewayAccess> {
  const client = { ...clientSettings(options), maxAttempts };
  const gateway = new APIGatewayClient(client);
  const finder = new APIGatewayClient({ ...client, maxAttempts: Math.min(maxAttempts, FIRST_ATTEMPTS) });
  const api = await findApi(finder, options);
  const apiId = api.id ?? '';
  return {
    gateway,
    tables: new DynamoDBClient(client),
    region: await gateway.config.region(),
    apiId,
    stage: await findStage(finder, apiId, options.stage),
    stateTable: api.tags?.[STATE_TABLE_TAG] ?? '',
    planKeySecret: api.tags?.[PLAN_KEY_SECRET_TAG],
    endpoint: options.endpoint,
  };
}

/** API Gateway takes ten calls a second from an account (quotas): thousands of keys meet that all the time. */
const MAX_ATTEMPTS = 12;
/** Nothing is under way yet: where nobody answers, whoever typed the command learns so in seconds, not in a minute. */
const FIRST_ATTEMPTS = 4;

async function findApi(gateway: APIGatewayClient, { api: wanted }: GatewayOptions): Promise<RestApi> {
  const ours: RestApi[] = [];
  await askAws('list REST APIs', async () => {
    for await (const { items = [] } of paginateGetRestApis({ client: gateway, pageSize: 500 }, {}))
      ours.push(...items.filter(({ tags }) => tags?.[STATE_TABLE_TAG] !== undefined));
  });
  const found = wanted === undefined ? ours : ours.filter(({ id, name }) => id === wanted || name === wanted);
  const [api] = found;
  if (api !== undefined && found.length === 1) return api;
  if (ours.length === 0)
    throw new UserError(
      'GATEWAY_NOT_FOUND',
      'found no gateway of ours here: check --region, --endpoint and the account, or deploy one',
    );
  const known = ours.map(({ id, name }) => `${id} (${name})`).join(', ');
  const what = wanted === undefined ? `${found.length} gateways` : `${found.length} gateways called "${wanted}"`;
  throw new UserError('GATEWAY_NOT_FOUND', `found ${what}, expected one of: ${known}; name it by its id with --api`);
}

async function findStage(gateway: APIGatewayClient, apiId: string, wanted: string | undefined): Promise<string> {
  const { item = [] } = await askAws('list stages', () => gateway.send(new GetStagesCommand({ restApiId: apiId })));
  const names = item.map(({ stageName = '' }) => stageName);
  const found = wanted === undefined ? names : names.filter((name) => name === wanted);
  const [stage] = found;
  if (stage !== undefined && found.length === 1) return stage;
  const what = wanted === undefined ? `${names.length} stages` : `no stage "${wanted}"`;
  throw new UserError(
    'GATEWAY_NOT_FOUND',
    `the API ${apiId} has ${what}, expected one of: ${names.join(', ') || 'none'}; name it with --stage`,
  );
}
