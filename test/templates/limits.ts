import { isObject, type PlainObject } from '../../lib/compiler/plain-object.ts';

interface Limit {
  readonly name: string;
  /** The largest in the template. */
  readonly of: (template: Template) => number;
  readonly most: number;
}

export interface Template {
  readonly text: string;
  readonly root: PlainObject;
}

/** Quotas that a template can break, as API Gateway's, CloudFormation's, Lambda's and IAM's own pages have them; those that AWS raises on request at their defaults. */
export const LIMITS: readonly Limit[] = [
  { name: 'bytes of the template', of: ({ text }) => Buffer.byteLength(text), most: 1_000_000 },
  { name: 'resources', of: ({ root }) => keys(root.Resources), most: 500 },
  { name: 'parameters', of: ({ root }) => keys(root.Parameters), most: 200 },
  { name: 'outputs', of: ({ root }) => keys(root.Outputs), most: 200 },
  { name: 'bytes of the OpenAPI document', of: (template) => size(body(template)), most: 6_291_456 },
  { name: 'resources of the API', of: (template) => apiResources(body(template)), most: 300 },
  {
    name: 'authorizers',
    of: (template) => found(schemes(template), (scheme) => 'x-amazon-apigateway-authorizer' in scheme),
    most: 10,
  },
  {
    name: 'bytes of models',
    of: (template) => size(member(member(body(template), 'components'), 'schemas')),
    most: 400_000,
  },
  {
    name: 'milliseconds of an integration that is not streamed',
    of: (template) =>
      largest(integrations(template), (one) =>
        one.responseTransferMode === 'STREAM' ? 0 : Number(one.timeoutInMillis ?? 0),
      ),
    most: 29_000,
  },
  {
    name: 'milliseconds of one that is',
    of: (template) => largest(integrations(template), (one) => Number(one.timeoutInMillis ?? 0)),
    most: 900_000,
  },
  {
    name: 'bytes of a mapping template',
    of: (template) =>
      largest(integrations(template), (one) =>
        largest(Object.values(Object(one.requestTemplates)), (text) => String(text).length),
      ),
    most: 307_200,
  },
  { name: 'usage plans', of: (template) => resources(template, 'ApiGateway::UsagePlan').length, most: 300 },
  {
    name: 'method throttles of a plan',
    of: (template) =>
      largest(resources(template, 'ApiGateway::UsagePlan'), ({ ApiStages }) =>
        largest(list(ApiStages), (stage) => keys(member(stage, 'Throttle'))),
      ),
    most: 20,
  },
  {
    name: 'bytes of the access log format',
    of: (template) => largest(stages(template), (stage) => size(member(stage.AccessLogSetting, 'Format'))),
    most: 3072,
  },
  {
    name: 'stage variables',
    of: (template) => largest(stages(template), ({ Variables }) => keys(Variables)),
    most: 100,
  },
  {
    name: "bytes of a function's environment",
    of: (template) =>
      largest(resources(template, 'Lambda::Function'), ({ Environment }) => size(member(Environment, 'Variables'))),
    most: 4096,
  },
  {
    name: "characters of a role's inline policies",
    of: (template) => largest(policiesByRole(template), (policies) => size(policies)),
    most: 10_240,
  },
  {
    name: 'characters of a description',
    of: (template) =>
      Math.max(
        ...['Lambda::Function', 'Lambda::Version'].map((type) =>
          largest(resources(template, type), ({ Description }) => String(Description ?? '').length),
        ),
      ),
    most: 256,
  },
];

const member = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined);
const keys = (value: unknown): number => (isObject(value) ? Object.keys(value).length : 0);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const size = (value: unknown): number => (value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value)));
const largest = <Item>(items: readonly Item[], of: (item: Item) => number): number => Math.max(0, ...items.map(of));
const found = (items: readonly PlainObject[], is: (item: PlainObject) => boolean): number => items.filter(is).length;

function resources({ root }: Template, type: string): readonly PlainObject[] {
  const all = Object.values(isObject(root.Resources) ? root.Resources : {}).filter(isObject);
  return all
    .filter(({ Type }) => Type === `AWS::${type}`)
    .map(({ Properties }) => (isObject(Properties) ? Properties : {}));
}

const stages = (template: Template) => resources(template, 'ApiGateway::Stage');

const body = (template: Template): unknown => resources(template, 'ApiGateway::RestApi')[0]?.Body;

const schemes = (template: Template): readonly PlainObject[] =>
  Object.values(Object(member(member(body(template), 'components'), 'securitySchemes'))).filter(isObject);

function integrations(template: Template): readonly PlainObject[] {
  const items: readonly unknown[] = Object.values(Object(member(body(template), 'paths')));
  return items
    .flatMap((item) => Object.values(Object(item)))
    .map((operation) => member(operation, 'x-amazon-apigateway-integration'))
    .filter(isObject);
}

/** Each prefix of a path is one. */
function apiResources(document: unknown): number {
  const prefixes = new Set(['']);
  for (const path of Object.keys(Object(member(document, 'paths')))) {
    const segments = path.split('/').filter((segment) => segment !== '');
    for (const [index] of segments.entries()) prefixes.add(segments.slice(0, index + 1).join('/'));
  }
  return prefixes.size;
}

function policiesByRole(template: Template): readonly (readonly unknown[])[] {
  const byRole = new Map<string, unknown[]>();
  for (const { PolicyDocument, Roles } of resources(template, 'IAM::Policy')) {
    for (const role of list(Roles)) {
      const name = JSON.stringify(role);
      byRole.set(name, [...(byRole.get(name) ?? []), PolicyDocument]);
    }
  }
  const own = resources(template, 'IAM::Role').map(({ Policies }) => list(Policies));
  return [...byRole.values(), ...own];
}
