import { App } from 'aws-cdk-lib/core';
import type { ApiModel } from '../compiler/index.ts';
import { gatewayStack } from './gateway-stack.ts';
import { withoutTraces } from './without-traces.ts';

export interface SynthesizeOptions {
  readonly model: ApiModel;
  /** Folder of the assembly. */
  readonly outdir: string;
  readonly stageName: string;
}

/**
 * Synthesizes a model in this process, without the CDK CLI, and returns the assembly's folder. The same assembly as
 * `cdk synth` makes, but for CDK's validation of the template (0.8 s and 250 MB at each synth) and its construct tree.
 */
export function synthesize({ model, outdir, stageName }: SynthesizeOptions): string {
  const app = new App({
    ...withoutTraces,
    outdir,
    autoSynth: false,
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: false,
  });
  gatewayStack(app, { model, stageName });
  return app.synth().directory;
}
