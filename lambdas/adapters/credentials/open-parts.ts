import type { DynamoDbEnvironment } from '../dynamodb-client.ts';
import type { SecretsEnvironment } from '../secrets-client.ts';
import { createKeySets } from './key-set.ts';
import { loadSeldom } from './load-seldom.ts';
import type { VerifierParts } from './verifier.ts';

export interface CredentialsEnvironment extends DynamoDbEnvironment, SecretsEnvironment {
  readonly STATE_TABLE?: string | undefined;
}

/** What verifiers share. What calls AWS is loaded when it is first needed: a token's signature needs none of it. */
export function openParts(environment: CredentialsEnvironment): VerifierParts {
  const rows = once(() => loadSeldom().openRows(environment));
  const secrets = once(() => loadSeldom().createSecretsClient(environment));
  return {
    keySets: createKeySets(),
    rows: {
      read: async (key) => rows().read(key),
      readAll: async (keys) => rows().readAll(keys),
      claim: async (key, until, now) => rows().claim(key, until, now),
    },
    secrets: { read: async (name, now) => secrets().read(name, now) },
  };
}

function once<Value>(open: () => Value): () => Value {
  let opened: Value | undefined;
  return () => {
    opened ??= open();
    return opened;
  };
}
