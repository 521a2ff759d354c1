import { tagKey } from '../../../lambdas/core/caching/cache-key.ts';
import { folded, operationScope, PURGE_ALL, pathScope } from '../../../lambdas/core/caching/purges.ts';
import { targetPath } from '../../../lambdas/core/routing/target-path.ts';
import { UserError } from '../../errors.ts';
import type { ExitCode } from '../exit-code.ts';
import { printResult } from '../output.ts';
import type { PurgeOptions } from './cache-options.ts';
import { cacheTableClient } from './cache-table-client.ts';

export async function runPurge(options: PurgeOptions): Promise<ExitCode> {
  checkOptions(options);
  const { operation, path, tag, all } = options;
  const client = cacheTableClient(options);
  const { isProtected, now } = await client.describe();
  if (isProtected) {
    throw new UserError(
      'INVALID_OPTION',
      `--table is "${options.table}", which is protected from deletion, as no cache is: take the stack's output CacheTable`,
    );
  }
  if (tag !== undefined) await client.endTag(tagKey(tag), now);
  else {
    const scope = all
      ? PURGE_ALL
      : operation !== undefined
        ? operationScope(operation)
        : pathScope(spelled(path ?? ''));
    const { scopes, all: covering } = folded({ ...(await client.purges()), [scope]: now });
    await client.purge({ [scope]: now, ...(scopes.length > 0 && { [PURGE_ALL]: covering }) }, scopes);
  }
  printResult(`purged ${what(options)}: every router knows it within five seconds`);
  return 0;
}

function checkOptions({ operation, path, tag, all }: PurgeOptions): void {
  const given = [operation, path, tag, all || undefined].filter((one) => one !== undefined);
  if (given.length !== 1) {
    const found = given.length === 0 ? 'none of them' : `${given.length} of them`;
    throw new UserError(
      'INVALID_OPTION',
      `purge takes one of --operation, --path, --tag and --all, got ${found}: name one`,
    );
  }
  if ([operation, path, tag].includes('')) {
    throw new UserError('INVALID_OPTION', 'purge got an empty name, which nothing has: name what is to be purged');
  }
  const fault = path === undefined ? undefined : faultOf(path);
  if (fault !== undefined) throw new UserError('INVALID_OPTION', `--path is "${path}", expected ${fault}`);
}

/** What would purge nothing, and say that it had. */
function faultOf(path: string): string | undefined {
  if (!path.startsWith('/')) return 'a path that starts with /: write it as clients do';
  if (/[?#]/.test(path)) return 'a path alone: what is stored of it goes, whatever the query';
  return path.slice(0, -1).includes('*') ? 'a * at the end or nowhere: name what paths begin with' : undefined;
}

/** As every router spells it. */
const spelled = (path: string): string => targetPath('/{path+}', { path: path.slice(1) }) ?? path;

function what({ operation, path, tag }: PurgeOptions): string {
  if (operation !== undefined) return `operation ${operation}`;
  if (path !== undefined) return `path ${path}`;
  return tag === undefined ? 'everything' : `tag ${tag}`;
}
