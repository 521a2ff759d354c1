/** A process of its own: under Jest CDK's validation, which is WebAssembly, takes a minute in place of two seconds. */
import { App } from 'aws-cdk-lib/core';
import { gatewayStack } from '../../lib/constructs/gateway-stack.ts';
import { aModel, anOperation } from '../support/api-models.ts';

const model = aModel([
  anOperation({ path: '/pets', security: { apiKey: false, requirements: [[{ scheme: 'session', scopes: [] }]] } }),
  anOperation({ path: '/events', stream: true }),
]);
const context = { '@aws-cdk/core:validateAgainstDefaultRules': true };
const [, , outdir = 'cdk.out'] = process.argv;
const app = new App({ outdir, context });
gatewayStack(app, { model, stageName: 'dev', apiGatewayLogRole: 'create' });
app.synth();
