import { type App, Stack } from 'aws-cdk-lib/core';
import { OpenApiGateway } from './open-api-gateway.ts';
import type { OpenApiGatewayProps } from './open-api-gateway-props.ts';

/** A stack that holds one gateway and nothing else, one stage each: what `cdk synth` and `gatewright dev` both make. */
export function gatewayStack(app: App, props: OpenApiGatewayProps & { readonly stageName: string }): Stack {
  // CloudFormation's names have no underscore, stages may; anything else the construct refuses.
  const stackName = `Gatewright-${props.stageName.replaceAll(/[^A-Za-z0-9-]/g, '-')}`;
  // The gateway document is inline, and indentation doubles it; a template ends at 1 MB.
  const stack = new Stack(app, stackName, { suppressTemplateIndentation: true });
  new OpenApiGateway(stack, 'Gateway', props);
  return stack;
}
