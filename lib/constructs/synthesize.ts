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
  gatewayStack(app, { model, stageName, ...(asksForCertificates(model) && { domain: STAND_IN }) });
  return app.synth().directory;
}

/** Of a domain that a model with `mutualTLS` has wherever it is deployed; this assembly is served here, where none is asked. */
const STAND_IN = {
  name: 'api.local-gateway.invalid',
  certificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/local',
  truststore: { uri: 's3://local/authorities.pem' },
};

const asksForCertificates = ({ schemes }: ApiModel): boolean =>
  Object.values(schemes).some(({ kind }) => kind === 'certificate');
