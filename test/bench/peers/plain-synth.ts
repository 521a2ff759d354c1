/** A CDK app, none of ours: `SpecRestApi` with a document inline and one Lambda behind every operation. */
import { readFileSync } from 'node:fs';
import { ApiDefinition, SpecRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { App, Stack } from 'aws-cdk-lib/core';

const [document = ''] = process.argv.slice(2);
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

const app = new App();
const stack = new Stack(app, 'Plain');
const handler = new LambdaFunction(stack, 'Handler', {
  code: Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
  handler: 'index.handler',
  runtime: Runtime.NODEJS_24_X,
});
const root: { paths: Record<string, Record<string, Record<string, unknown>>> } = JSON.parse(
  readFileSync(document, 'utf8'),
);
for (const item of Object.values(root.paths)) {
  for (const method of METHODS) {
    const operation = item[method];
    if (operation === undefined) continue;
    operation['x-amazon-apigateway-integration'] = {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: `arn:aws:apigateway:${stack.region}:lambda:path/2015-03-31/functions/${handler.functionArn}/invocations`,
    };
  }
}
new SpecRestApi(stack, 'Api', { apiDefinition: ApiDefinition.fromInline(root) });
app.synth();
