import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { compile, readDocument } from '../../lib/compiler/index.ts';
import { synthesize } from '../../lib/constructs/synthesize.ts';
import { readAssembly } from '../../lib/local/assembly/read-assembly.ts';

export interface ExampleBundles {
  /** Paths of the bundles as they are deployed, each with its config beside it. */
  readonly router: string;
  readonly authorizer: string;
}

/** Synthesizes the example and finds its functions' code. */
export async function exampleBundles(root: string): Promise<ExampleBundles> {
  const outdir = join(root, '.bench/example');
  await rm(outdir, { recursive: true, force: true });
  const { model, problems } = compile(readDocument(join(root, 'openapi/gateway.yaml')), {});
  if (model === undefined) throw new Error(`the example does not compile: ${JSON.stringify(problems)}`);
  const assembly = await readAssembly(synthesize({ model, outdir, stageName: 'bench' }));
  const holding = (config: string) => {
    const folder = assembly.functions
      .flatMap(({ code }) => (code.kind === 'directory' ? [code.path] : []))
      .find((path) => existsSync(join(path, config)));
    if (folder === undefined) throw new Error(`no function of the example holds ${config}`);
    return join(folder, 'index.cjs');
  };
  return { router: holding('router-config.json'), authorizer: holding('authorizer-config.json') };
}
