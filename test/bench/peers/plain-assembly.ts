import {
  ApiDefinition,
  CfnApiKey,
  CfnDeployment,
  CfnStage,
  CfnUsagePlan,
  CfnUsagePlanKey,
  SpecRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { App, Stack } from 'aws-cdk-lib/core';

const integration = (functionArn: string) => ({
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
});

/** The assembly of a plain CDK app, none of ours: one operation behind a key, its plan and a token authorizer with a cache, both functions in `codeFolder`. */
export function plainAssembly(options: {
  codeFolder: string;
  outdir: string;
  apiKey: string;
  tokenKey: string;
}): string {
  const app = new App({ outdir: options.outdir, context: { '@aws-cdk/core:validateAgainstDefaultRules': false } });
  const stack = new Stack(app, 'Plain');
  const code = Code.fromAsset(options.codeFolder);
  const lambda = (id: string, handler: string) =>
    new LambdaFunction(stack, id, {
      code,
      handler: `functions.${handler}`,
      runtime: Runtime.NODEJS_24_X,
      environment: { BENCH_TOKEN_KEY: options.tokenKey },
    });
  const api = new SpecRestApi(stack, 'Api', {
    apiDefinition: ApiDefinition.fromInline({
      openapi: '3.0.1',
      info: { title: 'plain', version: '1' },
      paths: {
        '/hello': {
          get: {
            security: [{ token: [], key: [] }],
            responses: {},
            'x-amazon-apigateway-integration': integration(lambda('Hello', 'hello').functionArn),
          },
        },
      },
      components: {
        securitySchemes: {
          key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
          token: {
            type: 'apiKey',
            in: 'header',
            name: 'Authorization',
            'x-amazon-apigateway-authtype': 'custom',
            'x-amazon-apigateway-authorizer': {
              type: 'token',
              authorizerUri: integration(lambda('Authorize', 'authorize').functionArn).uri,
              authorizerResultTtlInSeconds: 300,
            },
          },
        },
      },
    }),
    deploy: false,
    cloudWatchRole: false,
  });
  const deployment = new CfnDeployment(stack, 'Deployment', { restApiId: api.restApiId });
  const stage = new CfnStage(stack, 'Stage', {
    restApiId: api.restApiId,
    stageName: 'bench',
    deploymentId: deployment.ref,
  });
  const plan = new CfnUsagePlan(stack, 'Plan', { apiStages: [{ apiId: api.restApiId, stage: stage.ref }] });
  const key = new CfnApiKey(stack, 'Key', { enabled: true, value: options.apiKey });
  new CfnUsagePlanKey(stack, 'PlanKey', { keyId: key.ref, keyType: 'API_KEY', usagePlanId: plan.ref });
  return app.synth().directory;
}
