import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FileAssetPackaging, Stack, Stage } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { canonicalJson } from '../compiler/index.ts';
import { type LambdaName, lambdaBundle } from './lambda-bundle.ts';

/** Where CloudFormation finds a function's code. */
export interface LambdaCode {
  readonly s3Bucket: string;
  readonly s3Key: string;
}

/**
 * A Lambda's bundle and what it reads beside it, by file name, as an asset of the scope's assembly.
 *
 * It is written straight to its place there instead of through `Asset`, which copies a folder and, where it bundles,
 * prints a line at each synth.
 */
export function lambdaCode(
  scope: Construct,
  name: LambdaName,
  beside: Readonly<Record<string, object | string>>,
): LambdaCode {
  const texts = Object.entries(beside).map(([file, value]) => [
    file,
    typeof value === 'string' ? value : canonicalJson(value),
  ]);
  const files = { ...lambdaBundle(name).files, ...Object.fromEntries(texts) };
  const sourceHash = hashOf(files);
  const stage = Stage.of(scope);
  if (!stage) throw new Error(`${scope.node.path} is in no App or Stage, so its code has no assembly to go to`);
  const folder = join(stage.assetOutdir, `asset.${sourceHash}`);
  if (!existsSync(folder)) writeWhole(folder, files);
  const { bucketName, objectKey } = Stack.of(scope).synthesizer.addFileAsset({
    fileName: relative(stage.outdir, folder),
    packaging: FileAssetPackaging.ZIP_DIRECTORY,
    sourceHash,
    displayName: `Gatewright ${name}`,
  });
  return { s3Bucket: bucketName, s3Key: objectKey };
}

/** Without source maps: they name libraries by where the package manager put them. */
function hashOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const hash = createHash('sha256');
  for (const [name, content] of Object.entries(files)) {
    if (name.endsWith('.map')) continue;
    hash.update(`${name}\0${Buffer.byteLength(content)}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * A folder of that name is complete or absent: a local gateway may be reading it. Lambda runs as another user, and the
 * modes go with the files, so that they must not follow this user's umask.
 */
function writeWhole(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  mkdirSync(join(folder, '..'), { recursive: true });
  const unfinished = mkdtempSync(`${folder}-`);
  chmodSync(unfinished, 0o755);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(unfinished, name), content);
    chmodSync(join(unfinished, name), 0o644);
  }
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}
