import type { ApiModel } from '../api-model.ts';
import { error } from '../finding.ts';
import type { Finding } from '../problem.ts';
import type { GatewayBindings } from './gateway-bindings.ts';
import { gatewayDocument } from './gateway-document.ts';

/** Bytes of a CloudFormation template at most; the CDK counts decimal megabytes, the stricter reading. */
const TEMPLATE_LIMIT = 1_000_000;

/** Bytes for the rest of the template: functions, tables, roles, plans, alarms. */
const RESERVE = 150_000;

/** As long as what a template holds in their place (`Fn::Sub` of an ARN with a version, `Fn::GetAtt` of a role). */
const URI = 'u'.repeat(170);
const ROLE = 'r'.repeat(60);

const BINDINGS: GatewayBindings = {
  routerUri: URI,
  streamingRouterUri: URI,
  authorizerUri: URI,
  credentials: ROLE,
  authorizerCredentials: ROLE,
};

/** An error when the gateway document leaves no room for the rest of a template: it is always inline (decision 3). */
export function documentSize(model: ApiModel): readonly Finding[] {
  const bytes = Buffer.byteLength(JSON.stringify(gatewayDocument(model, BINDINGS)));
  const most = TEMPLATE_LIMIT - RESERVE;
  if (bytes <= most) return [];
  const message = `the gateway document has ${bytes} bytes, but only ${most} fit into a CloudFormation template beside the rest; lower the resource quota so that more paths fold, or split the document`;
  return [error('document-size', '/paths', message)];
}
