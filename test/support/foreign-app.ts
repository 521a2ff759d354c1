import { join } from 'node:path';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { App, Stack } from 'aws-cdk-lib/core';
import { type LocalGateway, type LocalGatewayOptions, startLocalGateway } from '../../lib/local/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A stack of a CDK app that knows nothing of us, and what is common to all: a function from its source. */
export interface ForeignStack {
  readonly stack: Stack;
  readonly lambda: (id: string, body: string) => LambdaFunction;
}

export interface ForeignGateway extends LocalGateway {
  readonly accessLog: readonly string[];
}

/** Synthesizes a foreign app and serves its assembly as `gatewright serve --assembly` does. */
export async function serveForeignApp(
  define: (foreign: ForeignStack) => void,
  options: Pick<LocalGatewayOptions, 'onLog'> = {},
): Promise<ForeignGateway> {
  const folder = temporaryFolder();
  const outdir = join(folder, 'cdk.out');
  const app = new App({ outdir, builtinCloudFormationValidation: false, treeMetadata: false });
  const stack = new Stack(app, 'Foreign');
  const lambda = (id: string, body: string) =>
    new LambdaFunction(stack, id, {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline(`exports.handler = async (event) => { ${body} };`),
    });
  define({ stack, lambda });
  app.synth();
  const accessLog: string[] = [];
  const gateway = await startLocalGateway({
    assembly: outdir,
    port: 0,
    stateDir: join(folder, 'state'),
    ...options,
    onAccess: (line) => accessLog.push(line),
  });
  return Object.assign(gateway, { accessLog });
}
