import { resourceId } from '../rest-api/record-ids.ts';
import type { ResourceView } from './resource-view.ts';

/** How a type of resource answers `Ref` and `Fn::GetAtt`. */
export interface ResourceKind {
  ref(view: ResourceView): unknown;
  /** `undefined`: only AWS knows. */
  attribute(name: string, view: ResourceView): unknown;
}

type Attributes = Readonly<Record<string, (view: ResourceView) => unknown>>;

/** The type's entry in CloudFormation's resource reference, for what APIs, functions, plans, keys and tables refer to. */
export function resourceKind(type: string): ResourceKind {
  return kinds.get(type) ?? otherKind;
}

const otherKind: ResourceKind = {
  ref: (view) => view.name('Name'),
  attribute: (name, view) => {
    const [vendor, service = '', kind = ''] = view.type.split('::');
    if (!name.endsWith('Arn') || vendor !== 'AWS' || service === 'CloudFormation') return undefined;
    return view.arn(service.toLowerCase(), `${kind.toLowerCase()}/${view.name('Name')}`);
  },
};

const kinds: ReadonlyMap<string, ResourceKind> = new Map([
  ['AWS::Lambda::Function', kind(functionName, { Arn: (view) => functionArn(functionName(view), view) })],
  [
    'AWS::Lambda::Version',
    kind(versionArn, { FunctionArn: versionArn, Version: (view) => String(versionNumber(view)) }),
  ],
  ['AWS::Lambda::Alias', kind(aliasArn, { AliasArn: aliasArn })],
  ['AWS::ApiGateway::RestApi', kind(id(10), { RestApiId: id(10), RootResourceId: rootResourceId })],
  ['AWS::ApiGateway::Resource', kind(id(6), { ResourceId: id(6) })],
  ['AWS::ApiGateway::Model', kind(modelName, {})],
  ['AWS::ApiGateway::Deployment', kind(id(6), { DeploymentId: id(6) })],
  ['AWS::ApiGateway::Stage', kind((view) => view.property('StageName'), {})],
  ['AWS::ApiGateway::Authorizer', kind(id(6), { AuthorizerId: id(6) })],
  ['AWS::ApiGateway::RequestValidator', kind(id(6), { RequestValidatorId: id(6) })],
  ['AWS::ApiGateway::UsagePlan', kind(id(6), { Id: id(6) })],
  ['AWS::ApiGateway::ApiKey', kind(id(10), { APIKeyId: id(10) })],
  ['AWS::ApiGateway::DomainName', domainKind()],
  ['AWS::ApiGatewayV2::DomainName', domainKind()],
  ['AWS::DynamoDB::Table', tableKind()],
  ['AWS::DynamoDB::GlobalTable', tableKind()],
  [
    'AWS::IAM::Role',
    kind(named('RoleName', 64), {
      Arn: (view) => globalArn('iam', view, `role/${view.name('RoleName', 64)}`),
      RoleId: id(21),
    }),
  ],
  [
    'AWS::Logs::LogGroup',
    kind(named('LogGroupName'), { Arn: (view) => view.arn('logs', `log-group:${view.name('LogGroupName')}:*`) }),
  ],
  ['AWS::S3::Bucket', kind(bucketName, { Arn: (view) => `arn:aws:s3:::${bucketName(view)}` })],
  [
    'AWS::SQS::Queue',
    kind(queueUrl, { QueueUrl: queueUrl, QueueName: queueName, Arn: (view) => view.arn('sqs', queueName(view)) }),
  ],
  ['AWS::SNS::Topic', kind(topicArn, { TopicArn: topicArn, TopicName: named('TopicName') })],
  ['AWS::SecretsManager::Secret', kind(secretArn, { Id: secretArn })],
  [
    'AWS::SSM::Parameter',
    kind(named('Name'), { Type: (view) => view.property('Type'), Value: (view) => view.property('Value') }),
  ],
  [
    'AWS::Events::EventBus',
    kind(named('Name'), { Name: named('Name'), Arn: (view) => view.arn('events', `event-bus/${view.name('Name')}`) }),
  ],
  ['AWS::KMS::Key', kind(id(36), { KeyId: id(36), Arn: (view) => view.arn('kms', `key/${view.id(36)}`) })],
]);

function kind(ref: ResourceKind['ref'], attributes: Attributes): ResourceKind {
  return { ref, attribute: (name, view) => (Object.hasOwn(attributes, name) ? attributes[name]?.(view) : undefined) };
}

function tableKind(): ResourceKind {
  const name = named('TableName');
  const arn = (view: ResourceView) => view.arn('dynamodb', `table/${name(view)}`);
  return kind(name, { Arn: arn, TableId: id(36), StreamArn: (view) => `${arn(view)}/stream/local` });
}

/** Where its records of DNS lead is known only in AWS. */
function domainKind(): ResourceKind {
  const name = named('DomainName');
  return kind(name, {
    DomainNameArn: (view) => `arn:aws:apigateway:${view.resolver.stack.region}::/domainnames/${name(view)}`,
  });
}

function id(length: number) {
  return (view: ResourceView) => view.id(length);
}

function named(property: string, maxLength?: number) {
  return (view: ResourceView) => view.name(property, maxLength);
}

function functionName(view: ResourceView): string {
  return view.name('FunctionName', 64);
}

/** @param identity a function's name, or its ARN already */
function functionArn(identity: string, view: ResourceView): string {
  return identity.startsWith('arn:') ? identity : view.arn('lambda', `function:${identity}`);
}

function publishedFunctionArn(view: ResourceView): string {
  return functionArn(String(view.property('FunctionName')), view);
}

function versionArn(view: ResourceView): string {
  return `${publishedFunctionArn(view)}:${versionNumber(view)}`;
}

/** The place among the function's versions in the template: one deploy publishes one, other deploys are not here. */
function versionNumber(view: ResourceView): number {
  const { stack, resolve } = view.resolver;
  const siblings = Object.entries(stack.template.Resources).filter(
    ([, { Type, Properties }]) =>
      Type === view.type && resolve(Properties.FunctionName) === view.property('FunctionName'),
  );
  return siblings.findIndex(([logicalId]) => logicalId === view.logicalId) + 1;
}

function aliasArn(view: ResourceView): string {
  return `${publishedFunctionArn(view)}:${view.property('Name')}`;
}

function rootResourceId(view: ResourceView): string {
  return resourceId(view.id(10), '/');
}

/** Letters and digits alone. */
function modelName(view: ResourceView): string {
  return view.name('Name').replace(/[^A-Za-z0-9]/g, '');
}

function globalArn(service: string, view: ResourceView, path: string): string {
  return `arn:aws:${service}::${view.resolver.stack.accountId}:${path}`;
}

function bucketName(view: ResourceView): string {
  return view.name('BucketName', 63).toLowerCase();
}

function queueName(view: ResourceView): string {
  return view.name('QueueName', 80);
}

function queueUrl(view: ResourceView): string {
  const { region, accountId } = view.resolver.stack;
  return `https://sqs.${region}.amazonaws.com/${accountId}/${queueName(view)}`;
}

function topicArn(view: ResourceView): string {
  return view.arn('sns', view.name('TopicName'));
}

function secretArn(view: ResourceView): string {
  return view.arn('secretsmanager', `secret:${view.name('Name')}-${view.id(6)}`);
}
