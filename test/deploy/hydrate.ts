/**
 * Replays through API Gateway's public API what ministack leaves out when it deploys a template: measured with 1.5.33, each
 * line of it named in `emulator-gaps.ts`. It needs no part of a template that is resolved at deploy time.
 */
import {
  type APIGatewayClient,
  CreateDeploymentCommand,
  CreateRequestValidatorCommand,
  GatewayResponseType,
  GetDeploymentCommand,
  GetResourcesCommand,
  GetStageCommand,
  GetUsagePlansCommand,
  type PatchOperation,
  PutGatewayResponseCommand,
  UpdateMethodCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { apiGateway } from './api-gateway.ts';

export interface DeployedApi {
  readonly endpoint: string;
  readonly restApiId: string;
  readonly stageName: string;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
}

interface Body {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly 'x-amazon-apigateway-binary-media-types': readonly string[];
  readonly 'x-amazon-apigateway-gateway-responses': Readonly<Record<string, GatewayResponse>>;
  readonly 'x-amazon-apigateway-request-validators': { readonly parameters: Readonly<Record<string, boolean>> };
}

interface GatewayResponse {
  readonly statusCode?: string;
  readonly responseParameters?: Record<string, string>;
  readonly responseTemplates?: Record<string, string>;
}

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

export async function hydrate(template: Template, deployed: DeployedApi): Promise<void> {
  const client = apiGateway(deployed.endpoint);
  const [{ Body: body }] = ofType(template, 'AWS::ApiGateway::RestApi') as [{ Body: Body }]; // as this product writes it
  await patch(deployed, `restapis/${deployed.restApiId}`, {
    '/binaryMediaTypes': body['x-amazon-apigateway-binary-media-types'],
  });
  await putGatewayResponses(client, body, deployed);
  await requireParameters(client, body, deployed);
  await throttleMethods(client, template, deployed);
  await throttlePlans(client, template, deployed);
  await deployAnew(client, deployed);
}

const ofType = (template: Template, type: string): Readonly<Record<string, unknown>>[] =>
  Object.values(template.Resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties);

/** ministack takes a patch's value as it is, where AWS has one operation for each entry of a list. */
async function patch(
  { endpoint }: DeployedApi,
  path: string,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const patchOperations = Object.entries(values).map(([at, value]) => ({ op: 'replace', path: at, value }));
  const answer = await fetch(`${endpoint}/${path}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', authorization: SIGNED },
    body: JSON.stringify({ patchOperations }),
  });
  if (!answer.ok) throw new Error(`PATCH ${path} is answered with ${answer.status}: ${await answer.text()}`);
}

/** Says for whom a request is; nothing is verified. */
const SIGNED =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/apigateway/aws4_request, SignedHeaders=host, Signature=0';

async function putGatewayResponses(client: APIGatewayClient, body: Body, { restApiId }: DeployedApi): Promise<void> {
  for (const [type, response] of Object.entries(body['x-amazon-apigateway-gateway-responses'])) {
    const responseType = GatewayResponseType[type as keyof typeof GatewayResponseType]; // the importer's words
    await client.send(new PutGatewayResponseCommand({ restApiId, responseType, ...response }));
  }
}

async function requireParameters(client: APIGatewayClient, body: Body, { restApiId }: DeployedApi): Promise<void> {
  const { parameters } = body['x-amazon-apigateway-request-validators'];
  const { id: validator } = await client.send(
    new CreateRequestValidatorCommand({ restApiId, name: 'parameters', ...parameters }),
  );
  const { items = [] } = await client.send(new GetResourcesCommand({ restApiId, limit: 500 }));
  for (const [path, methods] of Object.entries(body.paths)) {
    for (const [httpMethod, { parameters: declared = [] }] of Object.entries(methods)) {
      const required = declared.filter((one) => one.required && one.in !== 'path');
      if (required.length === 0) continue;
      const patchOperations: PatchOperation[] = [
        { op: 'replace', path: '/requestValidatorId', value: validator },
        ...required.map((one) => ({
          op: 'add' as const,
          path: `/requestParameters/method.request.${one.in === 'query' ? 'querystring' : one.in}.${one.name}`,
          value: 'true',
        })),
      ];
      const resourceId = items.find((one) => one.path === path)?.id;
      await client.send(
        new UpdateMethodCommand({ restApiId, resourceId, httpMethod: httpMethod.toUpperCase(), patchOperations }),
      );
    }
  }
}

interface MethodSetting {
  readonly ResourcePath: string;
  readonly HttpMethod: string;
  readonly ThrottlingRateLimit?: number;
  readonly ThrottlingBurstLimit?: number;
}

async function throttleMethods(client: APIGatewayClient, template: Template, deployed: DeployedApi): Promise<void> {
  const [stage] = ofType(template, 'AWS::ApiGateway::Stage');
  const settings = (stage?.MethodSettings ?? []) as readonly MethodSetting[]; // as CloudFormation has it
  const patchOperations = settings
    .filter(({ ResourcePath, ThrottlingRateLimit }) => ResourcePath !== '/*' && ThrottlingRateLimit !== undefined)
    .flatMap(({ ResourcePath: path, HttpMethod: method, ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst }) => [
      { op: 'replace' as const, path: `${path}/${method}/throttling/rateLimit`, value: String(rate) },
      { op: 'replace' as const, path: `${path}/${method}/throttling/burstLimit`, value: String(burst) },
    ]);
  const { restApiId, stageName } = deployed;
  if (patchOperations.length > 0) await client.send(new UpdateStageCommand({ restApiId, stageName, patchOperations }));
}

interface PlanStage {
  readonly Throttle?: Readonly<Record<string, { readonly RateLimit: number; readonly BurstLimit: number }>>;
}

async function throttlePlans(client: APIGatewayClient, template: Template, deployed: DeployedApi): Promise<void> {
  const { items = [] } = await client.send(new GetUsagePlansCommand({ limit: 500 }));
  for (const { UsagePlanName: name, ApiStages: stages } of ofType(template, 'AWS::ApiGateway::UsagePlan')) {
    const [{ Throttle: throttles = {} } = {}] = stages as readonly PlanStage[]; // as CloudFormation has it
    const plan = items.find((one) => one.name === name && one.apiStages?.[0]?.apiId === deployed.restApiId);
    const throttle = Object.fromEntries(
      Object.entries(throttles).map(([method, { RateLimit, BurstLimit }]) => [
        method,
        { rateLimit: RateLimit, burstLimit: BurstLimit },
      ]),
    );
    await patch(deployed, `usageplans/${plan?.id}`, {
      '/apiStages': [{ apiId: deployed.restApiId, stage: deployed.stageName, throttle }],
    });
  }
}

/** The gateway responses are those of the moment of a Deployment, as in AWS. */
async function deployAnew(client: APIGatewayClient, { restApiId, stageName }: DeployedApi): Promise<void> {
  const { deploymentId } = await client.send(new GetStageCommand({ restApiId, stageName }));
  const { description } = await client.send(new GetDeploymentCommand({ restApiId, deploymentId }));
  const { id: value } = await client.send(new CreateDeploymentCommand({ restApiId, description }));
  const patchOperations = [{ op: 'replace' as const, path: '/deploymentId', value }];
  await client.send(new UpdateStageCommand({ restApiId, stageName, patchOperations }));
}
