import { countOf } from '../count-of.ts';
import type { ExitCode } from '../exit-code.ts';
import { printResult } from '../output.ts';
import type { TableOptions } from './cache-options.ts';
import { cacheTableClient } from './cache-table-client.ts';

/** From what the table knows without being read through: that would cost a unit for each 8 KB of it. */
export async function runStats(options: TableOptions): Promise<ExitCode> {
  const client = cacheTableClient(options);
  const [{ items, bytes }, purges] = await Promise.all([client.describe(), client.purges()]);
  printResult(`${countOf(items, 'row')}, ${(bytes / 1024).toFixed(1)} KB (DynamoDB counts them about every six hours)`);
  for (const [scope, instant] of Object.entries(purges).sort(([, one], [, other]) => other - one)) {
    printResult(`purged ${new Date(instant).toISOString()}: ${scope}`);
  }
  printResult(
    'hits, age, bytes and capacity units: metrics CacheHits, CacheAge, CacheBytes, CacheReadUnits, CacheWriteUnits of namespace Gatewright',
  );
  return 0;
}
