import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib/core';
import { compile, parseDocument, readDocument } from '../../lib/compiler/index.ts';
import { gatewayStack } from '../../lib/constructs/gateway-stack.ts';
import { withoutTraces } from '../../lib/constructs/without-traces.ts';
import type { ApiModel } from '../../lib/index.ts';
import { type CommandResult, cdk, cdkOk } from './cdk.ts';
import type { Scene } from './scene.ts';

export interface AssemblyParts {
  /** Of its folder, another one each time. */
  readonly name: string;
  readonly model: ApiModel;
  readonly stageName: string;
  readonly change?: (stack: Stack) => void;
}

/** Writes an assembly in this process, in a tenth of the time that the CDK CLI takes, and returns its folder. */
export function writeAssembly({ folder }: Scene, { name, model, stageName, change }: AssemblyParts): string {
  const outdir = join(folder, name);
  const app = new App({ ...withoutTraces, outdir, treeMetadata: false, builtinCloudFormationValidation: false });
  const stack = gatewayStack(app, { model, stageName });
  change?.(stack);
  app.synth();
  return outdir;
}

const deployment = (scene: Scene, assembly: string): readonly string[] => {
  const outputs = ['--outputs-file', join(scene.folder, 'outputs.json')];
  return ['deploy', '--app', assembly, '--require-approval', 'never', ...outputs];
};

export const deployAssembly = (scene: Scene, assembly: string): Promise<string> =>
  cdkOk(deployment(scene, assembly), scene.environment);

/** Whatever becomes of it. */
export const tryDeploy = (scene: Scene, assembly: string): Promise<CommandResult> =>
  cdk(deployment(scene, assembly), scene.environment);

/** The example, as it is or changed. */
export function exampleModel(change: (text: string) => string = (text) => text): ApiModel {
  const file = join(import.meta.dirname, '../../openapi/gateway.yaml');
  const { files } = readDocument(file);
  const text = change([...files.values()].join(''));
  const { model } = compile(parseDocument(file, text));
  if (model === undefined) throw new Error('the example does not compile');
  return model;
}
