import { UserError } from '../../errors.ts';
import { isJsonObject } from '../json-values.ts';
import { apiKeyDefinitions } from './api-key-definitions.ts';
import type { Assembly, RestApiDefinition, UnsupportedFunction } from './assembly.ts';
import { domainDefinitions } from './domain-definitions.ts';
import { lambdaFunctions } from './lambda-functions.ts';
import { readStacks } from './read-stacks.ts';
import { restApiDefinitions } from './rest-api-definitions.ts';
import { scheduleDefinitions } from './schedule-definitions.ts';
import type { Stack } from './stack.ts';
import { tableDefinitions } from './table-definitions.ts';
import { usagePlanDefinitions } from './usage-plan-definitions.ts';

/** Reads a cloud assembly's folder (`cdk.out`) with every intrinsic resolved; what cannot be served is refused by name. */
export async function readAssembly(dir: string): Promise<Assembly> {
  const stacks: readonly Stack[] = await readStacks(dir);
  const { functions, unsupportedFunctions } = lambdaFunctions(stacks);
  const restApis = await restApiDefinitions(stacks);
  const broken = unsupportedFunctions.filter(({ isOfOtherKind }) => !isOfOtherKind);
  for (const api of restApis) refuseBroken(api, broken);
  return {
    functions,
    unsupportedFunctions,
    tables: tableDefinitions(stacks),
    restApis,
    usagePlans: usagePlanDefinitions(stacks),
    apiKeys: apiKeyDefinitions(stacks),
    schedules: scheduleDefinitions(stacks),
    ...domainDefinitions(stacks),
  };
}

function refuseBroken(api: RestApiDefinition, broken: readonly UnsupportedFunction[]): void {
  for (const { arn, name, reason } of broken) {
    if (!mentions([api.body, api.parts.map(({ properties }) => properties)], arn)) continue;
    throw new UserError(
      'ASSEMBLY_UNSUPPORTED',
      `REST API ${api.name} invokes function ${name}, which cannot run locally: ${reason}`,
    );
  }
}

function mentions(value: unknown, arn: string): boolean {
  if (typeof value === 'string') return value.includes(`${arn}/`) || value.includes(`${arn}:`);
  if (Array.isArray(value)) return value.some((item) => mentions(item, arn));
  return isJsonObject(value) && Object.values(value).some((item) => mentions(item, arn));
}
