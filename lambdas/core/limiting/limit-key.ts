import type { Caller } from '../caching/caller.ts';
import { fieldValues } from '../fields/field-values.ts';
import type { HeaderField } from '../messages.ts';
import type { LimitPolicy } from '../router-config.ts';

export interface Limited {
  readonly headers: readonly HeaderField[];
  readonly caller: Caller | undefined;
  /** Of the client, as API Gateway saw it. */
  readonly address: string;
}

/** Whose requests are counted together. Who has no such value is counted by address: nobody is free for lacking it. */
export function limitKey(per: LimitPolicy['per'], { headers, caller, address }: Limited): string {
  const value = countedBy(per, { headers, caller, address });
  return value === undefined || value === '' ? JSON.stringify(['address', address]) : JSON.stringify([per.kind, value]);
}

function countedBy(per: LimitPolicy['per'], { headers, caller }: Limited): string | undefined {
  switch (per.kind) {
    case 'address':
      return undefined;
    case 'consumer':
      return caller?.consumer ?? (caller?.apiKeyId || (caller && JSON.stringify([caller.issuer, caller.subject])));
    case 'claim':
      return claimText(caller?.claims[per.name]);
    case 'header':
      return fieldValues(headers, per.name)[0];
    default:
      return per satisfies never;
  }
}

const claimText = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : JSON.stringify(value);
