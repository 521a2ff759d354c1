/** A CDK app of a single topic that loads the modules of aws-cdk-lib which ours does, as ours does: what a synth takes before it does anything. */
import { enableCompileCache } from 'node:module';

enableCompileCache();
const modules = 'apigateway cloudwatch dynamodb ec2 events iam kms lambda logs secretsmanager sns';
await Promise.all(modules.split(' ').map((name) => import(`aws-cdk-lib/aws-${name}`)));
const { CfnTopic } = await import('aws-cdk-lib/aws-sns');
const { App, Stack } = await import('aws-cdk-lib/core');

const app = new App();
new CfnTopic(new Stack(app, 'Empty'), 'Topic');
app.synth();
