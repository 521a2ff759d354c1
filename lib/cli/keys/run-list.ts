import { keyState } from '../../keys/api-key.ts';
import { accessGateway } from '../../keys/gateway-access.ts';
import { type ListedKey, listKeys } from '../../keys/list-keys.ts';
import { findPlan } from '../../keys/usage-plans.ts';
import { countOf } from '../count-of.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printNote } from '../output.ts';
import type { ListOptions } from './keys-options.ts';
import { type Column, printList } from './print-list.ts';

export async function runList(options: ListOptions): Promise<ExitCode> {
  const access = await accessGateway(options);
  // A word that is no plan's would have no keys either.
  if (options.plan !== undefined) await findPlan(access, options.plan);
  const count = await printList(listKeys(access, options), columns(new Date()), options.format);
  printNote(`${countOf(count, 'API key')} of the stage "${access.stage}" of ${access.apiId}`);
  return EXIT.ok;
}

const columns = (now: Date): readonly Column<ListedKey>[] => [
  { name: 'id', of: ({ id }) => id },
  { name: 'consumer', of: ({ consumer }) => consumer },
  { name: 'plan', of: ({ plan }) => plan },
  { name: 'state', of: (key) => keyState(key, now) },
  { name: 'created', of: ({ createdAt }) => createdAt?.toISOString().slice(0, 10) },
  { name: 'expires', of: ({ expiresAt }) => expiresAt?.toISOString() },
];
