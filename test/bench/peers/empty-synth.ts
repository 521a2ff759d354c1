/** A CDK app of a single topic that loads the modules of aws-cdk-lib which ours does: what a synth takes before it does anything. */
import 'aws-cdk-lib/aws-apigateway';
import 'aws-cdk-lib/aws-cloudwatch';
import 'aws-cdk-lib/aws-dynamodb';
import 'aws-cdk-lib/aws-ec2';
import 'aws-cdk-lib/aws-events';
import 'aws-cdk-lib/aws-iam';
import 'aws-cdk-lib/aws-kms';
import 'aws-cdk-lib/aws-lambda';
import 'aws-cdk-lib/aws-logs';
import 'aws-cdk-lib/aws-secretsmanager';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { App, Stack } from 'aws-cdk-lib/core';

const app = new App();
new CfnTopic(new Stack(app, 'Empty'), 'Topic');
app.synth();
