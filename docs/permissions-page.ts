/** `docs/permissions.md`: what every role of a gateway may do, and who may invoke its functions, read from its template. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { App, CfnElement, type Stack } from 'aws-cdk-lib/core';
import { compile, parseDocument } from '../lib/compiler/index.ts';
import { gatewayStack } from '../lib/constructs/gateway-stack.ts';

/** With everything that a role or a function is made for. */
export const EVERYTHING = `openapi: 3.0.3
info: { title: Everything, version: '1' }
x-gateway:
  usage: true
  backends:
    main:
      targets: { cloudMap: { namespace: NAMESPACE, service: SERVICE }, scheme: https }
      health: { path: /healthz }
      auth: { bearer: { secret: SECRET } }
  plans: { free: { default: true } }
paths:
  /cached: { get: { security: [{ session: [] }], x-gateway: { cache: {}, limit: { rate: 5, per: address, exact: true } }, responses: {} } }
  /streamed: { get: { security: [{ apiKey: [] }, { session: [] }], x-gateway: { stream: true }, responses: {} } }
components:
  securitySchemes:
    session:
      type: openIdConnect
      openIdConnectUrl: https://id.example.com/.well-known/openid-configuration
      x-gateway: { audience: all, bound: dpop }
    apiKey: { type: apiKey, in: header, name: x-api-key }
`;

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/KEY';

export function permissionsPage(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'gatewright-docs-'));
  try {
    const { model, problems } = compile(parseDocument('everything.yaml', EVERYTHING));
    if (model === undefined)
      throw new Error(`the document of everything does not compile: ${JSON.stringify(problems)}`);
    const app = new App({ outdir, autoSynth: false, builtinCloudFormationValidation: false, treeMetadata: false });
    const stack = gatewayStack(app, { model, stageName: 'STAGE', apiGatewayLogRole: 'create', encryptionKey: KEY });
    return page(stack);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

function page(stack: Stack): string {
  const { Resources } = Template.fromStack(stack).toJSON() as { Resources: Readonly<Record<string, Resource>> }; // a template
  const names = namesOf(stack);
  const say = (value: unknown): string => saidBy(value, names);
  const ofType = (type: string) => Object.entries(Resources).filter(([, { Type }]) => Type === type);
  const roles = ofType('AWS::IAM::Role').flatMap(
    ([id, { Properties }]) =>
      statementsOf(Properties.Policies as readonly Policy[]).map((statement) =>
        row(names.get(id) ?? id, statement, say),
      ), // IAM's form
  );
  const policies = ofType('AWS::IAM::Policy').flatMap(([, { Properties }]) => {
    const { Roles, PolicyDocument } = Properties as unknown as Policy & { readonly Roles: readonly unknown[] }; // IAM's form
    return statementsOf([{ PolicyDocument }]).map((statement) => row(Roles.map(say).join(), statement, say));
  });
  const invocations = ofType('AWS::Lambda::Permission').map(
    ([, { Properties }]) =>
      `| ${say(Properties.FunctionName)} | ${say(Properties.Principal)} | ${say(Properties.SourceArn)} |`,
  );
  return [
    INTRODUCTION,
    '| role | may | on |',
    '| --- | --- | --- |',
    ...[...roles, ...policies].sort(),
    '',
    'Who may invoke a function, version by version; what an earlier Deployment names stays invokable by the same stage:',
    '',
    '| function | invoked by | of |',
    '| --- | --- | --- |',
    ...invocations.sort(),
    '',
  ].join('\n');
}

const INTRODUCTION = `<!-- Written by npm run docs -->
# Permissions

What the roles of a gateway may do, where a document uses everything: a role is there only where its function is. No policy is managed by AWS, none is shared. \`kms:…\` is there with \`encryptionKey\`, \`ApiGatewayLogRole\` with \`apiGatewayLogRole: create\`; a VPC adds what Lambda itself needs to put a function into it, \`targetPermissions\` what they say.
`;

interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
}

const statementsOf = (policies: readonly Policy[]): readonly Statement[] =>
  policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

function row(role: string, { Action, Resource, Condition }: Statement, say: (value: unknown) => string): string {
  const actions = [Action].flat().map((action) => `\`${action}\``);
  const resources = [Resource].flat().map(say);
  const conditions = Object.values(Condition ?? {}).flatMap((tests) => Object.entries(tests));
  const only = conditions
    .map(([key, value]) => `, only where ${key} is ${[value].flat().map(say).join(' or ')}`)
    .join('');
  return `| ${role.replace(/\/Role$/, '')} | ${actions.join(', ')} | ${resources.join(', ')}${only} |`;
}

/** Logical id → the construct's path in the gateway. */
function namesOf(stack: Stack): ReadonlyMap<string, string> {
  const elements = stack.node.findAll().filter(CfnElement.isCfnElement);
  return new Map(
    elements.map((one) => {
      const path = one.node.path.replace(`${stack.node.path}/Gateway/`, '').replace(/\/(?:Resource|Version)$/, '');
      return [String(stack.resolve(one.logicalId)), path];
    }),
  );
}

/** A value of a template in words; `Ref` and `Fn::GetAtt` are the construct's name. */
function saidBy(value: unknown, names: ReadonlyMap<string, string>): string {
  if (typeof value !== 'object' || value === null) return value === '*' ? 'everything' : String(value);
  const [[intrinsic, argument] = ['', undefined]] = Object.entries(value);
  if (intrinsic === 'Ref') return names.get(String(argument)) ?? String(argument).replace('AWS::', '').toUpperCase();
  if (intrinsic === 'Fn::GetAtt' && Array.isArray(argument))
    return names.get(String(argument[0])) ?? String(argument[0]);
  if (intrinsic === 'Fn::Join' && Array.isArray(argument))
    return (argument[1] as readonly unknown[]).map((part) => saidBy(part, names)).join(''); // CloudFormation's form
  if (intrinsic === 'Fn::Sub')
    return String(argument).replaceAll(/\$\{([^}]+)\}/g, (_, id: string) => saidBy({ Ref: id }, names));
  throw new Error(`a template holds ${JSON.stringify(value)}, which has no words yet`);
}
