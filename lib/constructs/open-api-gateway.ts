import { Aws, CfnOutput, RemovalPolicy, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { PLAN_KEY_SECRET_TAG, STATE_TABLE_TAG } from '../../lambdas/core/keys/key-tags.ts';
import { apiName, documentHash, type GatewayBindings, gatewayDocument } from '../compiler/index.ts';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import { ApiGatewayLogRole } from './api-gateway-log-role.ts';
import { checkNode } from './check-node.ts';
import { compiledModel } from './compiled-model.ts';
import { customDomain } from './custom-domain.ts';
import { deployment } from './deployment.ts';
import { encrypt } from './encrypt.ts';
import { endKeys } from './end-keys.ts';
import { gatewayFunctions } from './gateway-functions.ts';
import { invokePermission } from './invoke-permission.ts';
import { monitor } from './monitor.ts';
import { network } from './network.ts';
import type { OpenApiGatewayProps } from './open-api-gateway-props.ts';
import { tellOpenOperations } from './open-operations.ts';
import { ResolvedLate } from './resolved-late.ts';
import { restApi } from './rest-api.ts';
import { GatewayStage } from './stage.ts';
import { checkStageName } from './stage-name.ts';
import { Tables } from './tables.ts';
import { UsagePlans } from './usage-plans.ts';

/** CloudWatch Logs' own default is to keep logs for ever. */
const defaults = { stageName: 'prod', logRetention: 30, apiGatewayLogRole: 'existing' } as const;

/**
 * An API gateway made of an OpenAPI document: a REST API with its stage, throttles, usage plans and logs, the Lambdas that
 * authorize and route its requests, and their tables.
 *
 * Throws once, with every problem of the document that keeps it from being deployed; warnings become annotations.
 */
export class OpenApiGateway extends Construct {
  /** Of the stage, without a trailing slash. */
  readonly url: string;
  readonly restApiId: string;
  readonly stageName: string;
  /** For what is attached to the stage, such as a web ACL of WAF. */
  readonly stageArn: string;

  constructor(scope: Construct, id: string, props: OpenApiGatewayProps) {
    super(scope, id);
    const { stageName, logRetention, apiGatewayLogRole } = { ...defaults, ...props };
    checkNode(process.versions.node);
    if (!Token.isUnresolved(stageName)) checkStageName(stageName);
    const model = compiledModel(this, props);
    const destroy = props.removalPolicy === RemovalPolicy.DESTROY;
    const removalPolicy = destroy ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    const kept = { logRetention, removalPolicy };

    const tables = new Tables(this, 'Tables', { destroy });
    const targets = network(this, props);
    const functions = gatewayFunctions(this, {
      model,
      tables,
      network: targets,
      issuerNetwork: props.privateIssuers ? targets : undefined,
      outbound: { secretKeys: props.secretKeys ?? [], targetPermissions: props.targetPermissions ?? [] },
      ...kept,
    });
    const document = gatewayDocument(model, unbound(functions.bindings));
    tellOpenOperations(this, model, document);
    const api = restApi(this, 'RestApi', {
      name: apiName(model.title),
      body: new ResolvedLate(functions.bindings, (bindings) => gatewayDocument(model, bindings)),
      // So that commands which know the API find what is its own.
      tags: {
        [STATE_TABLE_TAG]: tables.state.ref,
        [PLAN_KEY_SECRET_TAG]: functions.planKeySecret,
      },
      hasDomain: props.domain !== undefined,
    });
    const { serving, authorizer, usage } = functions;
    const deployed = deployment(this, 'Deployment', {
      restApi: api,
      // A stage goes on answering at API Gateway's own address until it is deployed without it (developer guide).
      gatewayDocument: { ...document, ...(props.domain && { onlyAt: 'its domain' }) },
      documentHash: documentHash(model),
      functions: authorizer ? [...serving, authorizer] : serving,
    });
    const invocations = [
      ...serving.map((invoked) => ({ invoked, by: `${stageName}/*` }) as const),
      ...(authorizer ? [{ invoked: authorizer, by: 'authorizers/*' } as const] : []),
    ];
    for (const { invoked, by } of invocations)
      deployed.node.addDependency(invokePermission(invoked, 'Permission', { invoked, by, restApi: api }));
    const stage = new GatewayStage(this, 'Stage', { restApi: api, deployment: deployed, stageName, model, ...kept });
    if (apiGatewayLogRole === 'create') stage.node.addDependency(new ApiGatewayLogRole(this, 'ApiGatewayLogRole'));
    if (props.domain !== undefined) customDomain(this, 'Domain', props.domain, stage.resource);
    const plans = new UsagePlans(this, 'Plans', { stage: stage.resource, model, removalPolicy });
    usage?.readPlans(plans.ids);
    const keys = model.plans.length > 0 ? endKeys(this, { state: tables.state, ...kept }) : undefined;
    monitor(this, { ...props, apiName: apiName(model.title), stageName, functions, keys });
    if (props.encryptionKey !== undefined) encrypt(this, props.encryptionKey);

    acknowledgeFindings(this);

    this.restApiId = api.ref;
    this.stageName = stage.resource.ref;
    this.stageArn = `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}::/restapis/${api.ref}/stages/${this.stageName}`;
    const own = `https://${api.ref}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}/${this.stageName}`;
    this.url = props.domain === undefined ? own : `https://${props.domain.name}`;
    new CfnOutput(this, 'Url', { value: this.url });
    new CfnOutput(this, 'CacheTable', { value: tables.cache.ref });
  }
}

/** What is hashed holds no version: those are hashed beside it. */
function unbound({ streamingRouterUri, authorizerUri, usageUri }: GatewayBindings): GatewayBindings {
  return {
    routerUri: '',
    ...(streamingRouterUri !== undefined && { streamingRouterUri: '' }),
    ...(authorizerUri !== undefined && { authorizerUri: '' }),
    ...(usageUri !== undefined && { usageUri: '' }),
  };
}
