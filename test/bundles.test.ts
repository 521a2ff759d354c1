import { isBuiltin } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { type LambdaName, lambdaBundle } from '../lib/constructs/lambda-bundle.ts';

/** Bytes, minified: what Lambda reads at each cold start. 31 kB of the router check values, which take 2 ms of its start. */
const ceilings: Readonly<Record<LambdaName, number>> = {
  authorizer: 40_000,
  health: 30_000,
  keys: 30_000,
  router: 138_000,
};
const names: readonly LambdaName[] = ['authorizer', 'router', 'health', 'keys'];

function inputsOf(name: LambdaName): readonly string[] {
  return Object.keys(lambdaBundle(name).metafile.inputs);
}

describe.each(names)('lambdaBundle of the %s', (name) => {
  it('stays under its ceiling', () => {
    expect(lambdaBundle(name).files['index.cjs']?.byteLength).toBeLessThan(ceilings[name]);
  });

  it('keeps what lies beside it as small', () => {
    const { 'seldom.cjs': seldom } = lambdaBundle(name).files;
    expect(seldom?.byteLength ?? 0).toBeLessThan(ceilings[name]);
  });

  it('holds neither the AWS SDK nor anything of the synth side', () => {
    const forbidden = /node_modules\/(@aws-sdk|@smithy|aws-cdk-lib|constructs|undici|ajv|js-yaml)\/|^lib\//;
    expect(inputsOf(name).filter((path) => forbidden.test(path))).toEqual([]);
  });

  it('holds each library once', () => {
    const roots = inputsOf(name).map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
    const libraries = [...new Set(roots)].map((path) => path?.split('node_modules/').at(-1)).filter(Boolean);
    expect(libraries).toEqual([...new Set(libraries)]);
  });

  it('loads nothing at run time but what Node has', () => {
    const imports = Object.values(lambdaBundle(name).metafile.outputs).flatMap((output) => output.imports);
    expect(imports.filter(({ path }) => !isBuiltin(path))).toEqual([]);
  });

  it('is made once in a process', () => {
    expect(lambdaBundle(name)).toBe(lambdaBundle(name));
  });
});
