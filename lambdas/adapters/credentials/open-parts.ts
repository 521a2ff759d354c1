import type { DynamoDbEnvironment } from '../dynamodb-client.ts';
import type { SecretsEnvironment } from '../secrets-client.ts';
import { createKeySets } from './key-set.ts';
import { loadSeldom } from './load-seldom.ts';
import { openRevocations, type Revocations } from './revocations.ts';
import type { StateRows } from './state-rows.ts';
import type { VerifierParts } from './verifier.ts';

export interface CredentialsEnvironment extends DynamoDbEnvironment, SecretsEnvironment {
  readonly STATE_TABLE?: string | undefined;
  /** Milliseconds. */
  readonly STATE_TABLE_TIMEOUT?: string | undefined;
}

/** What verifiers share. What calls AWS is loaded when it is first needed: a token's signature needs none of it. */
export function openParts(environment: CredentialsEnvironment): VerifierParts {
  const lazyRows = once(() => loadSeldom().openRows(environment));
  const lazySecrets = once(() => loadSeldom().createSecretsClient(environment));
  const rows: StateRows = {
    read: async (key) => lazyRows().read(key),
    readAll: async (keys) => lazyRows().readAll(keys),
    claim: async (key, until, now) => lazyRows().claim(key, until, now),
  };
  const lazyCheck = once(() => loadSeldom().bindingCheck(rows));
  return {
    keySets: createKeySets(),
    rows,
    secrets: { read: async (name, now) => lazySecrets().read(name, now) },
    revocations: environment.STATE_TABLE ? openRevocations(rows) : noRevocations,
    checkBinding: async (...given) => lazyCheck()(...given),
  };
}

/** Without a table nobody can have written any. */
const noRevocations: Revocations = { isRevoked: async () => false, warm: async () => undefined };

function once<Value>(open: () => Value): () => Value {
  let opened: Value | undefined;
  return () => {
    opened ??= open();
    return opened;
  };
}
