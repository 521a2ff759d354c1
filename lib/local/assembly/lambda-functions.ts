import { existsSync } from 'node:fs';
import { UserError } from '../../errors.ts';
import { listOf, numberOf, objectOf, stringOf, stringsOf } from '../json-values.ts';
import type { FunctionCode, LambdaFunction, UnsupportedFunction } from './assembly.ts';
import { type DeployedResource, deployedResources } from './deployed-resources.ts';
import { resourceKind } from './resource-kinds.ts';
import type { Stack } from './stack.ts';

/** Lambda's own: seconds and MB. */
const DEFAULTS = { handler: 'index.handler', timeout: 3, memorySize: 128 };

export interface LambdaFunctions {
  readonly functions: readonly LambdaFunction[];
  readonly unsupportedFunctions: readonly UnsupportedFunction[];
}

/** A function that cannot run here is no error yet: CDK's own helpers (log retention, custom resources) are never invoked. */
export function lambdaFunctions(stacks: readonly Stack[]): LambdaFunctions {
  const versions = publishedVersions(stacks);
  const functions: LambdaFunction[] = [];
  const unsupportedFunctions: UnsupportedFunction[] = [];
  for (const view of deployedResources(stacks, 'AWS::Lambda::Function')) {
    const name = String(resourceKind(view.type).ref(view));
    const arn = String(resourceKind(view.type).attribute('Arn', view));
    const identity = { arn, name, version: versions.get(arn) ?? '$LATEST' };
    const reason = otherKind(view);
    if (reason !== undefined) {
      unsupportedFunctions.push({ arn, name, reason: `function ${name}: ${reason}`, isOfOtherKind: true });
      continue;
    }
    try {
      functions.push(lambdaFunction(view, identity));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      unsupportedFunctions.push({ arn, name, reason: error.message, isOfOtherKind: false });
    }
  }
  return { functions, unsupportedFunctions };
}

function lambdaFunction(
  view: DeployedResource,
  identity: Pick<LambdaFunction, 'arn' | 'name' | 'version'>,
): LambdaFunction {
  const { property } = view;
  return {
    ...identity,
    runtime: stringOf(property('Runtime')) ?? '',
    code: functionCode(view),
    handler: stringOf(property('Handler')) ?? DEFAULTS.handler,
    timeout: (numberOf(property('Timeout')) ?? DEFAULTS.timeout) * 1000,
    memorySize: numberOf(property('MemorySize')) ?? DEFAULTS.memorySize,
    environment: stringsOf(objectOf(property('Environment')).Variables),
    logGroupName: stringOf(objectOf(property('LoggingConfig')).LogGroup) ?? `/aws/lambda/${identity.name}`,
  };
}

/** Why a function is of a kind that does not run here; `undefined`: it is not. */
function otherKind({ property }: DeployedResource): string | undefined {
  if (property('PackageType') === 'Image')
    return 'it is a container image, only Node.js zip functions run locally: make it one, or test it on AWS';
  const runtime = stringOf(property('Runtime')) ?? '';
  if (!runtime.startsWith('nodejs'))
    return `its runtime is ${runtime}, only nodejs runs locally: write it for that, or test it on AWS`;
  return listOf(property('Layers')).length === 0 ? undefined : 'it has layers, bundle what they hold into its code';
}

function functionCode({ resource, resolver }: DeployedResource): FunctionCode {
  const { ZipFile, S3Key } = objectOf(resolver.resolve(resource.Properties.Code));
  if (typeof ZipFile === 'string') return { kind: 'inline', source: ZipFile };
  const asset = resolver.stack.assets.get(String(S3Key));
  if (!asset)
    return resolver.refuse(`the assembly does not hold the function's code (object key ${S3Key}), use an asset`);
  if (!existsSync(asset.path))
    return resolver.refuse(`the function's code ${asset.path} is missing, synthesize the assembly again`);
  return { kind: asset.path.endsWith('.zip') ? 'zip' : 'directory', path: asset.path };
}

/** The last one of each function, by the function's ARN: one deploy publishes one. */
function publishedVersions(stacks: readonly Stack[]): ReadonlyMap<string, string> {
  return new Map(
    deployedResources(stacks, 'AWS::Lambda::Version').map((view) => {
      const arn = String(resourceKind(view.type).ref(view));
      const end = arn.lastIndexOf(':');
      return [arn.slice(0, end), arn.slice(end + 1)];
    }),
  );
}
