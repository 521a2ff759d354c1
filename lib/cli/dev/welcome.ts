import type { ApiModel } from '../../compiler/index.ts';
import { credentialLines } from './credential-lines.ts';
import type { LocalAccess, LocalCache } from './curl-line.ts';
import { operationsTable } from './operations-table.ts';
import { sampleRequests } from './sample-requests.ts';

/** What `dev` tells on stdout once it serves: the operations, what to call them with, and calls to paste. */
export function welcome(model: ApiModel, access: LocalAccess): string {
  return [
    `${model.title} ${model.version} is served on ${access.url}`,
    operationsTable(model),
    ...section(
      'API keys, one per usage plan',
      access.keys.map(({ plan, value }) => `${plan}: ${value}`),
    ),
    ...section(
      'a token with every scope, for twelve hours',
      access.tokens.map(({ issuer, value }) => `${issuer}: ${value}`),
    ),
    ...section('passwords and keys of the document’s own schemes', credentialLines(model, access.url)),
    ...section('the cache', cacheLines(access.cache)),
    ...section(
      'try',
      sampleRequests(model, access).flatMap(({ shows, command }) => [`# ${shows}`, command]),
    ),
  ].join('\n\n');
}

/** Lines for a shell. */
export const cacheLines = (cache: LocalCache | undefined): readonly string[] =>
  cache === undefined
    ? []
    : ['purge --all', 'stats'].map(
        (command) => `npx gatewright cache ${command} --table ${cache.table} --endpoint ${cache.endpoint}`,
      );

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [[`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n')];
}
