import { callAwsJson } from './aws-json.ts';
import { type AwsEnvironment, type AwsService, awsService } from './aws-request.ts';
import { type KeptFresh, keepFresh } from './keep-fresh.ts';

/** A secret's current version (`AWSCURRENT`). */
export interface Secret {
  /** Never for a log, an error or an answer. */
  readonly text: string;
  /** Changes when the secret does. */
  readonly version: string;
}

export interface SecretsClient {
  /**
   * @param name or ARN
   * @param now milliseconds since the epoch
   * Rejects with `SecretUnavailable` where no version of it could ever be had.
   */
  read(name: string, now: number): Promise<Secret>;
}

export interface SecretsEnvironment extends AwsEnvironment {
  readonly AWS_ENDPOINT_URL_SECRETS_MANAGER?: string | undefined;
}

/** Its message holds the secret's name and no word of its value: it goes to a log. */
export class SecretUnavailable extends Error {
  override readonly name = 'SecretUnavailable';
  readonly secret: string;

  constructor(secret: string, reason: string) {
    super(`secret ${secret}: ${reason}`);
    this.secret = secret;
  }
}

/**
 * A secret is never used for longer than five minutes without a new look at it, unless Secrets Manager fails: then the last
 * one known goes on. What AWS's own caching extension does (its TTL is 300 s), without a second process.
 */
const REUSE = { fresh: 300_000, early: 240_000, pause: 10_000, pauseWithout: 1000 };

/** Milliseconds for one call, the first connection's handshake included. */
const TIMEOUT = 2000;

/** A secret has at most 64 KB (Secrets Manager quotas), which JSON may escape. */
const ANSWER_LIMIT = 512 * 1024;

/**
 * Nothing is asked for before it is read.
 * @param environment says where, and with which role
 * @param onFailure told of each attempt that failed
 */
export function createSecretsClient(
  environment: SecretsEnvironment,
  onFailure?: (failure: unknown) => void,
): SecretsClient {
  const service = awsService('secretsmanager', environment, environment.AWS_ENDPOINT_URL_SECRETS_MANAGER);
  const secrets = new Map<string, KeptFresh<Secret>>();
  const keep = (name: string): KeptFresh<Secret> => {
    const kept = keepFresh(async () => ({ value: await getSecretValue(service, name) }), REUSE, onFailure);
    secrets.set(name, kept);
    return kept;
  };
  return { read: (name, now) => (secrets.get(name) ?? keep(name)).current(now) };
}

async function getSecretValue(service: AwsService, name: string): Promise<Secret> {
  const outcome = await callAwsJson(service, {
    target: 'secretsmanager.GetSecretValue',
    input: { SecretId: name },
    timeout: TIMEOUT,
    answerLimit: ANSWER_LIMIT,
  });
  if (outcome.kind === 'failed') throw new SecretUnavailable(name, outcome.reason);
  const { SecretString, SecretBinary, VersionId } = outcome.reply;
  const binary = typeof SecretBinary === 'string' ? Buffer.from(SecretBinary, 'base64').toString() : undefined;
  const text = typeof SecretString === 'string' ? SecretString : binary;
  if (text === undefined) throw new SecretUnavailable(name, 'the answer holds no secret');
  return { text, version: String(VersionId) };
}
