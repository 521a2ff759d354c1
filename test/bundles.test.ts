import { isBuiltin } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { type LambdaName, lambdaBundle } from '../lib/constructs/lambda-bundle.ts';

/** Bytes, minified: what Lambda compiles at each cold start, a tenth of a millisecond for each kB. */
const ceilings: Readonly<Record<LambdaName, number>> = {
  authorizer: 40_000,
  health: 44_000,
  keys: 30_000,
  usage: 30_000,
  router: 58_000,
};
/** The same of `seldom.cjs`, which is read where a config needs it. */
const besides: Readonly<Record<LambdaName, number>> = { authorizer: 48_000, health: 0, keys: 0, usage: 0, router: 0 };
const names: readonly LambdaName[] = ['authorizer', 'router', 'health', 'keys', 'usage'];

function inputsOf(name: LambdaName): readonly string[] {
  return Object.keys(lambdaBundle(name).metafile.inputs);
}

describe.each(names)('lambdaBundle of the %s', (name) => {
  it('stays under its ceiling', () => {
    expect(lambdaBundle(name).files['index.cjs']?.byteLength).toBeLessThan(ceilings[name]);
  });

  it('keeps what lies beside it under its own', () => {
    const { 'seldom.cjs': seldom } = lambdaBundle(name).files;
    expect(seldom?.byteLength ?? 0).toBeLessThanOrEqual(besides[name]);
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

  it('loads nothing at run time but what Node has, and parts of its own', () => {
    const { files } = lambdaBundle(name);
    const code = Object.entries(files).filter(([file]) => file.endsWith('.cjs'));
    const required = code.flatMap(([, bytes]) => [
      ...new TextDecoder().decode(bytes).matchAll(/\brequire\("([^"]+)"\)/g),
    ]);
    const paths = required.map(([, path = '']) => path);
    expect(paths.filter((path) => !isBuiltin(path) && !(path.replace('./', '') in files))).toEqual([]);
  });

  it('begins with one file', () => {
    const code = new TextDecoder().decode(lambdaBundle(name).files['index.cjs']);
    // What is loaded later stands behind `Promise.resolve().then`.
    expect(code.match(/(?<!Promise\.resolve\(\)\.then\(\(\)=>(?:\w+\()?)require\("\.\/[^"]+"\)/g)).toBeNull();
  });

  it('has the names of its sources in source maps, and no folder of this machine', () => {
    const maps = Object.entries(lambdaBundle(name).files).filter(([file]) => file.endsWith('.map'));
    const sources = maps.flatMap(([, bytes]): string[] => JSON.parse(new TextDecoder().decode(bytes)).sources);
    expect(sources).toContain(`lambdas/${name}/handler.ts`);
    expect(sources.filter((source) => !/^(?:lambdas|node_modules)\/|^[^/]*$/.test(source))).toEqual([]);
  });

  it('is made once in a process', () => {
    expect(lambdaBundle(name)).toBe(lambdaBundle(name));
  });
});

describe('lambdaBundle of the router', () => {
  it('keeps what few requests need apart from what each start loads', () => {
    const { outputs } = lambdaBundle('router').metafile;
    const apart =
      /router\/(?:caching\/(?!refresh-event|drop-event)|fleet|reach|validation|serve-document)|^lambdas\/outbound|adapters\/(?:http2|secrets|token|signed|cloud-map|srv)|core\/(?:validation|fleet|outbound\/(?!withheld))\//;
    const entry = Object.entries(outputs).find(([path]) => path.endsWith('/index.cjs'));
    expect(Object.keys(entry?.[1].inputs ?? {}).filter((path) => apart.test(path))).toEqual([]);
  });
});
