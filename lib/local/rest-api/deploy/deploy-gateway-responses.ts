import type { GatewayResponseRecord } from '../api-record.ts';
import { isGatewayResponseType } from '../gateway-response-types.ts';
import type { GatewayResponse, GatewayResponseType } from '../rest-api.ts';
import type { DeployContext } from './deploy-context.ts';
import { valueSource } from './value-source.ts';

/** The customised gateway responses by type. */
export function deployGatewayResponses(context: DeployContext): ReadonlyMap<GatewayResponseType, GatewayResponse> {
  return new Map(
    context.api.gatewayResponses.flatMap((record) =>
      isGatewayResponseType(record.responseType) ? [[record.responseType, readResponse(context, record)] as const] : [],
    ),
  );
}

function readResponse(context: DeployContext, record: GatewayResponseRecord): GatewayResponse {
  const headers = Object.entries(record.responseParameters).flatMap(([target, expression]) => {
    const name = /^gatewayresponse\.header\.(.+)$/.exec(target)?.[1];
    const from = valueSource(expression);
    if (name !== undefined && from !== undefined) return [[name, from] as const];
    const what = `${target}: ${JSON.stringify(expression)}`;
    context.problems.unsupported(`gateway response ${record.responseType}`, what);
    return [];
  });
  const templates = Object.entries(record.responseTemplates).map(([type, text]) => [type.toLowerCase(), text] as const);
  return {
    statusCode: record.statusCode === undefined ? undefined : Number(record.statusCode),
    headers,
    templates: new Map(templates),
  };
}
