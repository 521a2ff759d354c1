import { asObject, type JsonObject, numberOf, stringOf } from '../json-values.ts';
import type { ImportContext } from './import-context.ts';
import { importHttpProxy } from './import-http-proxy.ts';
import { importMock } from './import-mock.ts';
import { lambdaUri, unqualifiedArn } from './lambda-uri.ts';
import type { Integration } from './rest-api.ts';

/** Milliseconds: API Gateway's own default and ceiling without a raised quota. */
const DEFAULT_TIMEOUT = 29_000;

/** Mapping targets with which every call of a Lambda integration fails, though its mappings are ignored (recorded). */
const ILLEGAL_HEADERS = new Set(
  'content-length transfer-encoding authorization connection expect proxy-authenticate te'
    .split(' ')
    .map((name) => `integration.request.header.${name}`),
);

/** Reads `x-amazon-apigateway-integration`; problems make it `undefined`. */
export function importIntegration(
  context: ImportContext,
  place: string,
  operation: JsonObject,
): Integration | undefined {
  const settings = asObject(operation['x-amazon-apigateway-integration']);
  if (settings === undefined) {
    context.problems.invalid(place, 'no integration defined for method: add x-amazon-apigateway-integration');
    return undefined;
  }
  const type = stringOf(settings.type)?.toLowerCase();
  const timeout = numberOf(settings.timeoutInMillis) ?? DEFAULT_TIMEOUT;
  if (stringOf(settings.connectionType)?.toUpperCase() === 'VPC_LINK')
    context.problems.unsupported(place, 'an integration over a VPC link');
  switch (type) {
    case 'aws_proxy':
      return importLambdaProxy(context, place, settings, timeout);
    case 'http_proxy':
      return importHttpProxy(context, place, settings, timeout);
    case 'mock':
      return importMock(context, place, settings);
    default:
      context.problems.unsupported(
        place,
        type === undefined ? 'an integration without type' : `an integration of type ${JSON.stringify(settings.type)}`,
      );
      return undefined;
  }
}

function importLambdaProxy(
  context: ImportContext,
  place: string,
  settings: JsonObject,
  timeout: number,
): Integration | undefined {
  const lambda = lambdaUri(context.expand(stringOf(settings.uri) ?? ''));
  if (lambda === undefined) {
    context.problems.unsupported(
      place,
      `an AWS_PROXY integration whose uri names no Lambda function (${JSON.stringify(settings.uri)})`,
    );
    return undefined;
  }
  if (lambda.functionArn.endsWith(':'))
    return { kind: 'misconfigured', reason: `the stage does not set all variables of ${settings.uri}` };
  if (!context.functionArns.has(unqualifiedArn(lambda.functionArn))) {
    context.problems.unsupported(place, `function ${lambda.functionArn}, which is not in the assembly,`);
  }
  const streaming = stringOf(settings.responseTransferMode)?.toUpperCase() === 'STREAM';
  if (streaming !== lambda.streaming) {
    context.problems.invalid(
      place,
      'responseTransferMode STREAM and a response-streaming-invocations uri need each other',
    );
  }
  if (stringOf(settings.httpMethod)?.toUpperCase() !== 'POST') {
    return {
      kind: 'misconfigured',
      reason: 'a Lambda function is invoked by POST, set httpMethod of the integration to POST',
    };
  }
  const illegal = Object.keys(asObject(settings.requestParameters) ?? {}).find((key) =>
    ILLEGAL_HEADERS.has(key.toLowerCase()),
  );
  if (illegal !== undefined)
    return { kind: 'misconfigured', reason: `${illegal} cannot be mapped, remove it from requestParameters` };
  return { kind: streaming ? 'lambda-streaming' : 'lambda-proxy', functionArn: lambda.functionArn, timeout };
}
