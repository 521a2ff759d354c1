import sparkly from 'sparkly';
import { UserError } from '../../errors.ts';
import { findApiKey } from '../../keys/api-keys.ts';
import { accessGateway } from '../../keys/gateway-access.ts';
import { day } from '../../keys/quota.ts';
import { type KeyUsage, usageReport } from '../../keys/usage-report.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { UsageOptions } from './keys-options.ts';
import { type Column, printList } from './print-list.ts';

const DAY = 86_400_000;

/** Days, the first and the last included; API Gateway keeps no more than 90. */
const DEFAULT_DAYS = 30;
/** GetUsage refuses more. */
const LONGEST_DAYS = 365;

export async function runUsage(wanted: string | undefined, options: UsageOptions): Promise<ExitCode> {
  const { to = day(new Date()), format } = options;
  const { from = day(new Date(Date.parse(to) - (DEFAULT_DAYS - 1) * DAY)) } = options;
  if (from > to)
    throw new UserError('INVALID_OPTION', `--from is ${from}, after --to ${to}: name the earlier day first`);
  if (Date.parse(to) - Date.parse(from) > LONGEST_DAYS * DAY)
    throw new UserError(
      'INVALID_OPTION',
      `--from ${from} to ${to} is more than ${LONGEST_DAYS} days, which API Gateway does not tell at once: name a shorter time`,
    );
  const access = await accessGateway(options);
  const keyId = wanted === undefined ? undefined : (await findApiKey(access, wanted)).id;
  const report = usageReport(access, { from, to, ...(keyId !== undefined && { keyId }) });
  if (format === 'table') await printList(report, SUMMARY, format);
  else await printList(daysOf(report, from), DAILY, format);
  return EXIT.ok;
}

const SUMMARY: readonly Column<KeyUsage>[] = [
  { name: 'id', of: ({ id }) => id },
  { name: 'consumer', of: ({ consumer }) => consumer },
  { name: 'plan', of: ({ plan }) => plan },
  { name: 'used', of: ({ days }) => days.reduce((sum, { used }) => sum + used, 0) },
  { name: 'left', of: ({ days, quota }) => (quota === undefined ? 'no quota' : (days.at(-1)?.remaining ?? quota)) },
  { name: 'days', of: ({ days }) => (days.length === 0 ? '' : sparkly(days.map(({ used }) => used))) },
];

interface KeyDay {
  readonly key: KeyUsage;
  readonly day: string;
  readonly used: number;
  readonly remaining: number;
}

const DAILY: readonly Column<KeyDay>[] = [
  { name: 'day', of: (row) => row.day },
  { name: 'id', of: ({ key }) => key.id },
  { name: 'consumer', of: ({ key }) => key.consumer },
  { name: 'plan', of: ({ key }) => key.plan },
  { name: 'used', of: ({ used }) => used },
  { name: 'remaining', of: ({ key, remaining }) => (key.quota === undefined ? undefined : remaining) },
];

async function* daysOf(report: AsyncIterable<KeyUsage>, from: string): AsyncGenerator<KeyDay> {
  for await (const key of report) {
    for (const [index, usage] of key.days.entries())
      yield { key, day: day(new Date(Date.parse(from) + index * DAY)), ...usage };
  }
}
