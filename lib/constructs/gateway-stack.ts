import { type App, Stack } from 'aws-cdk-lib/core';
import type { DeploySettings } from './deploy-settings.ts';
import { OpenApiGateway } from './open-api-gateway.ts';
import type { OpenApiGatewayProps } from './open-api-gateway-props.ts';

type Where = Pick<DeploySettings, 'account' | 'region'>;

/** A stack that holds one gateway and nothing else, one stage each: what `cdk synth` and `gatewright dev` both make. */
export function gatewayStack(app: App, props: OpenApiGatewayProps & Where & { readonly stageName: string }): Stack {
  const { account, region, stageName } = props;
  // CloudFormation's names have no underscore, stages may; anything else the construct refuses.
  const stackName = `Gatewright-${stageName.replaceAll(/[^A-Za-z0-9-]/g, '-')}`;
  const env = { ...(account !== undefined && { account }), ...(region !== undefined && { region }) };
  // The gateway document is inline, and indentation doubles it; a template ends at 1 MB.
  const stack = new Stack(app, stackName, { suppressTemplateIndentation: true, env });
  new OpenApiGateway(stack, 'Gateway', props);
  return stack;
}
