import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '../../errors.ts';
import { objectOf, stringOf } from '../json-values.ts';
import { parseTemplate } from './parse-template.ts';
import { readAssets } from './read-assets.ts';
import { readJson } from './read-json.ts';
import type { Stack } from './stack.ts';

/** What CDK writes for a stack whose environment is chosen at deploy. */
const UNKNOWN_ENVIRONMENT = { account: 'unknown-account', region: 'unknown-region' };
const DEFAULT_ENVIRONMENT = { account: '000000000000', region: 'us-east-1' };

/** Reads the stacks of a cloud assembly, those of its CDK stages and its nested stacks included, in the manifest's order. */
export async function readStacks(dir: string): Promise<readonly Stack[]> {
  if (!existsSync(join(dir, 'manifest.json'))) {
    throw new UserError(
      'ASSEMBLY_NOT_FOUND',
      `no assembly in ${dir}: manifest.json is missing, run \`npx cdk synth\` first`,
    );
  }
  const manifest = await readJson(join(dir, 'manifest.json'));
  const artifacts = Object.entries(objectOf(manifest.artifacts)).map(([id, value]) => ({ id, ...artifact(value) }));
  const manifests = artifacts
    .filter(({ type }) => type === 'cdk:asset-manifest')
    .map(({ properties }) => stringOf(properties.file));
  const assets = await readAssets(
    dir,
    manifests.filter((file) => file !== undefined),
  );
  const stacks: Stack[] = [];
  for (const { id, type, environment, properties } of artifacts) {
    const directory = stringOf(properties.directoryName);
    if (type === 'cdk:cloud-assembly' && directory !== undefined)
      stacks.push(...(await readStacks(join(dir, directory))));
    const templateFile = stringOf(properties.templateFile);
    if (type !== 'aws:cloudformation:stack' || templateFile === undefined) continue;
    const name = stringOf(properties.stackName) ?? id;
    const template = parseTemplate(await readJson(join(dir, templateFile)));
    stacks.push(...(await withNested({ name, ...place(environment), template, assets })));
  }
  return stacks;
}

function artifact(value: unknown) {
  const { type, environment, properties } = objectOf(value);
  return { type, environment: stringOf(environment), properties: objectOf(properties) };
}

function place(environment: string | undefined) {
  const [account, region] = (environment ?? '').replace(/^aws:\/\//, '').split('/');
  return {
    accountId: account && account !== UNKNOWN_ENVIRONMENT.account ? account : DEFAULT_ENVIRONMENT.account,
    region: region && region !== UNKNOWN_ENVIRONMENT.region ? region : DEFAULT_ENVIRONMENT.region,
  };
}

async function withNested(own: Omit<Stack, 'nested'>): Promise<readonly Stack[]> {
  const nested = new Map<string, Stack>();
  const stack: Stack = { ...own, nested };
  const all: Stack[] = [stack];
  for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
    const file = resource.Type === 'AWS::CloudFormation::Stack' ? nestedTemplateFile(stack, logicalId) : undefined;
    if (file === undefined) continue;
    const [child, ...descendants] = await withNested({
      name: `${stack.name}-${logicalId}`,
      accountId: stack.accountId,
      region: stack.region,
      template: parseTemplate(await readJson(file)),
      assets: stack.assets,
      parent: { stack, logicalId },
    });
    if (child === undefined) continue;
    nested.set(logicalId, child);
    all.push(child, ...descendants);
  }
  return all;
}

/** The URL is an intrinsic over the bucket's name; its last part is the asset's object key. */
function nestedTemplateFile(stack: Stack, logicalId: string): string | undefined {
  const url = JSON.stringify(stack.template.Resources[logicalId]?.Properties.TemplateURL ?? '');
  for (const [objectKey, asset] of stack.assets) if (url.includes(basename(objectKey))) return asset.path;
  return undefined;
}
