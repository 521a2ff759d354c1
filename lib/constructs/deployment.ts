import { createHash } from 'node:crypto';
import { CfnDeployment, type CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { canonicalJson } from '../compiler/index.ts';
import { writeDeploymentDescription } from './deployment-description.ts';
import type { LambdaFunction } from './lambda-function.ts';

export interface DeploymentProps {
  readonly restApi: CfnRestApi;
  /** Without the versions, which are hashed beside it. */
  readonly gatewayDocument: object;
  /** Of the model that all of it was made of. */
  readonly documentHash: string;
  /** Those whose versions the gateway document names. */
  readonly functions: readonly LambdaFunction[];
}

/**
 * A snapshot of the API, immutable, as its Lambda versions are: another gateway document or version makes another one,
 * and the earlier ones are kept, so that a rollback only switches the stage.
 */
export function deployment(scope: Construct, id: string, props: DeploymentProps): CfnDeployment {
  const { restApi, gatewayDocument, documentHash, functions } = props;
  const versions = functions.map(({ name, version }) => `${name}:${version.attrVersion}`);
  const resource = new CfnDeployment(scope, id, {
    restApiId: restApi.ref,
    // Changed in place where only limits change, which are the stage's and the plans' and no Deployment's.
    description: writeDeploymentDescription({ document: documentHash, versions }),
  });
  const stack = Stack.of(scope);
  const base = stack.resolve(resource.logicalId);
  const document = servedPart(gatewayDocument);
  const versionIds = () => stack.resolve(functions.map(({ version }) => version.logicalId));
  resource.overrideLogicalId(
    Lazy.uncachedString({ produce: () => `${base}${hashOf(document, JSON.stringify(versionIds()))}` }),
  );
  resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return resource;
}

/** Without prose. */
function servedPart(gatewayDocument: object): string {
  const { info: _, ...served }: { readonly info?: unknown } = { ...gatewayDocument };
  return canonicalJson(served);
}

function hashOf(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 16);
}
