import type { RestApiDefinition, StageDefinition } from '../assembly/assembly.ts';
import { asObject, listOf, listOfStrings, numberOf, stringOf } from '../json-values.ts';
import { bodyModels } from './body-model.ts';
import type { ImportContext } from './import-context.ts';
import { importGatewayResponses } from './import-gateway-responses.ts';
import { type ImportProblems, importProblems } from './import-problems.ts';
import { importResources } from './import-resources.ts';
import { mediaTypeMatcher } from './media-type-matcher.ts';
import { type OpenApiBody, openApiBody } from './openapi-body.ts';
import type { RestApi } from './rest-api.ts';

export interface ImportOptions {
  /** Unqualified ARNs of the functions that can be run. */
  readonly functionArns: ReadonlySet<string>;
  /** Told what is served but does nothing. */
  readonly onLog: (line: string) => void;
}

/**
 * API Gateway's import of an OpenAPI body, for one stage (its variables are put in). Refuses, all at once and by name,
 * whatever would be served otherwise than on AWS.
 */
export function importRestApi(definition: RestApiDefinition, stage: StageDefinition, options: ImportOptions): RestApi {
  const problems = importProblems((line) => options.onLog(`REST API "${definition.name}": ${line}`));
  const body = openApiBody(definition.body);
  checkApi(problems, definition, body, stage);
  const context: ImportContext = {
    apiId: definition.id,
    body,
    problems,
    functionArns: options.functionArns,
    expand: (text) => expand(text, definition, stage.variables),
    bodyModel: bodyModels(body.schemas),
    authorizers: new Map(),
  };
  const { properties } = definition;
  const api: RestApi = {
    id: definition.id,
    name: definition.name,
    accountId: definition.accountId,
    region: definition.region,
    apiKeySource: readKeySource(properties.ApiKeySourceType ?? body.root['x-amazon-apigateway-api-key-source']),
    binaryMediaTypes: mediaTypeMatcher([
      ...listOfStrings(properties.BinaryMediaTypes),
      ...listOfStrings(body.root['x-amazon-apigateway-binary-media-types']),
    ]),
    minimumCompressionSize: numberOf(
      properties.MinimumCompressionSize ?? body.root['x-amazon-apigateway-minimum-compression-size'],
    ),
    resources: importResources(context),
    gatewayResponses: importGatewayResponses(context, definition.gatewayResponses),
  };
  problems.throwIfAny(definition.name);
  return api;
}

function readKeySource(value: unknown): RestApi['apiKeySource'] {
  return stringOf(value)?.toUpperCase() === 'AUTHORIZER' ? 'AUTHORIZER' : 'HEADER';
}

function expand(text: string, definition: RestApiDefinition, variables: Readonly<Record<string, string>>): string {
  return text
    .replaceAll('${AWS::AccountId}', definition.accountId)
    .replaceAll('${AWS::Region}', definition.region)
    .replaceAll('${AWS::Partition}', 'aws')
    .replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => variables[name] ?? '');
}

function checkApi(
  problems: ImportProblems,
  definition: RestApiDefinition,
  body: OpenApiBody,
  stage: StageDefinition,
): void {
  const version = stringOf(body.root.openapi ?? body.root.swagger) ?? '';
  if (!version.startsWith('3.0') && !version.startsWith('2.'))
    problems.invalid('openapi', 'Invalid OpenAPI input. (it must be 2.0 or 3.0.x)');
  const basepath = stringOf(asObject(definition.properties.Parameters)?.basepath) ?? 'ignore';
  if (basepath !== 'ignore') problems.unsupported('Parameters', `basepath ${basepath}`);
  const policy = asObject(definition.properties.Policy ?? body.root['x-amazon-apigateway-policy']);
  if (policy !== undefined && !allowsEverybody(policy))
    problems.unsupported('Policy', 'a resource policy that does not allow everybody');
  if (stage.properties.CanarySetting !== undefined) problems.unsupported(`stage ${stage.name}`, 'a canary');
  if (stage.properties.CacheClusterEnabled === true)
    problems.notice(`stage ${stage.name}`, 'its cache cluster is left out, responses are not cached');
}

function allowsEverybody(policy: Readonly<Record<string, unknown>>): boolean {
  const statements = Array.isArray(policy.Statement) ? listOf(policy.Statement) : [policy.Statement];
  return statements.every((value) => {
    const statement = asObject(value) ?? {};
    const principal = asObject(statement.Principal)?.AWS ?? statement.Principal;
    const resources = typeof statement.Resource === 'string' ? [statement.Resource] : listOfStrings(statement.Resource);
    const everywhere = resources.some(
      (resource) =>
        resource === '*' || /^(?:arn:[^/]*:|execute-api:\/)?\*$/.test(resource) || resource.endsWith('/*/*/*'),
    );
    return statement.Effect === 'Allow' && principal === '*' && statement.Condition === undefined && everywhere;
  });
}
