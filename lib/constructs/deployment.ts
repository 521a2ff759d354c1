import { createHash } from 'node:crypto';
import { CfnDeployment, type CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

export interface DeploymentProps {
  readonly restApi: CfnRestApi;
  readonly gatewayDocument: object;
  /** Of the Lambda versions that the gateway document names. */
  readonly versionLogicalIds: readonly string[];
}

/**
 * A snapshot of the API, immutable, as its Lambda versions are: another gateway document or version makes another one,
 * and the earlier ones are kept, so that a rollback only switches the stage.
 */
export function deployment(scope: Construct, id: string, props: DeploymentProps): CfnDeployment {
  const { restApi, gatewayDocument, versionLogicalIds } = props;
  const resource = new CfnDeployment(scope, id, { restApiId: restApi.ref });
  const stack = Stack.of(scope);
  const base = stack.resolve(resource.logicalId);
  const document = servedPart(gatewayDocument);
  resource.overrideLogicalId(
    Lazy.uncachedString({
      produce: () => `${base}${hashOf(document, JSON.stringify(stack.resolve(versionLogicalIds)))}`,
    }),
  );
  resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return resource;
}

/** Without prose, and without tokens, whose numbers differ from one synth to the next; versions are hashed beside it. */
function servedPart(gatewayDocument: object): string {
  const { info: _, ...served }: { readonly info?: unknown } = { ...gatewayDocument };
  return JSON.stringify(served).replaceAll(/\$\{Token\[[^\]]+\]\}/g, '');
}

function hashOf(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 16);
}
