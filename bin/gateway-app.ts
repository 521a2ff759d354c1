import { App } from 'aws-cdk-lib/core';
import { deploySettings } from '../lib/constructs/deploy-settings.ts';
import { gatewayStack } from '../lib/constructs/gateway-stack.ts';
import { withoutTraces } from '../lib/constructs/without-traces.ts';
import { UserError } from '../lib/errors.ts';

/** The CDK app of cdk.json. `cdk synth -c document=FILE -c overlay=FILE,… -c stage=NAME`: one stage is one stack is one REST API. */
const app = new App({ ...withoutTraces, autoSynth: false });
try {
  gatewayStack(app, deploySettings(app.node.getAllContext()));
  app.synth();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
