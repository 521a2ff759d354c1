import type { ApiModel } from '../api-model.ts';
import type { GatewayBindings } from './gateway-bindings.ts';
import { gatewayDocument } from './gateway-document.ts';

/** Bytes of a CloudFormation template at most; the CDK counts decimal megabytes, the stricter reading. */
const TEMPLATE_LIMIT = 1_000_000;

/** Bytes for the rest of the template: functions, tables, roles, plans, alarms. */
const RESERVE = 150_000;

/** Bytes of the gateway document at most, which is always inline in the template (decision 3). */
export const DOCUMENT_LIMIT = TEMPLATE_LIMIT - RESERVE;

/** As long as what a template holds in their place (`Fn::Sub` of an ARN with a version). */
const URI = 'u'.repeat(170);

const BINDINGS: GatewayBindings = {
  routerUri: URI,
  streamingRouterUri: URI,
  authorizerUri: URI,
  usageUri: URI,
};

/** Bytes of a model's gateway document in a template. */
export const documentSize = (model: ApiModel): number =>
  Buffer.byteLength(JSON.stringify(gatewayDocument(model, BINDINGS)));
