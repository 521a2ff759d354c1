import { readFile } from 'node:fs/promises';
import { UserError } from '../../errors.ts';
import { isJsonObject, type JsonObject, objectOf } from '../json-values.ts';
import type { DeployedResource } from './deployed-resources.ts';
import type { Stack } from './stack.ts';

/** A REST API's OpenAPI value: inline, or from its asset in JSON or YAML; `undefined`: it has none. */
export async function readApiBody(view: DeployedResource): Promise<JsonObject | undefined> {
  const { property, resolver } = view;
  const { Body, BodyS3Location } = view.resource.Properties;
  const body = Body === undefined && BodyS3Location !== undefined ? await readAsset(view) : property('Body');
  if (body === undefined) return undefined;
  if (isJsonObject(body)) return objectOf(expandVariables(body, resolver.stack));
  return resolver.refuse('Invalid OpenAPI input.');
}

async function readAsset({ property, resolver }: DeployedResource): Promise<unknown> {
  const objectKey = String(objectOf(property('BodyS3Location')).Key);
  const asset = resolver.stack.assets.get(objectKey);
  if (!asset)
    return resolver.refuse(`the assembly does not hold the API's body (object key ${objectKey}), use an asset`);
  try {
    const text = await readFile(asset.path, 'utf8');
    return text.trimStart().startsWith('{') ? JSON.parse(text) : (await import('js-yaml')).load(text);
  } catch (cause) {
    throw new UserError(
      'ASSEMBLY_UNREADABLE',
      `cannot read the API's body ${asset.path}: neither JSON nor YAML, synthesize it again`,
      { cause },
    );
  }
}

/** API Gateway puts values for three variables in what it imports (developer guide, "AWS variables for OpenAPI import"). */
function expandVariables(value: unknown, stack: Stack): unknown {
  if (typeof value === 'string') return value.includes('${AWS::') ? expandText(value, stack) : value;
  if (Array.isArray(value)) return value.map((item) => expandVariables(item, stack));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expandVariables(item, stack)]));
}

function expandText(text: string, { accountId, region }: Stack): string {
  return text
    .replaceAll('${AWS::AccountId}', accountId)
    .replaceAll('${AWS::Region}', region)
    .replaceAll('${AWS::Partition}', 'aws');
}
