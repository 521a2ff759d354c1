import { type AwsEnvironment, type AwsService, awsService, sendAws } from './aws-request.ts';
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

/** Nothing is asked for before it is read. `environment` says where, and with which role. */
export function createSecretsClient(environment: SecretsEnvironment): SecretsClient {
  const service = awsService('secretsmanager', environment, environment.AWS_ENDPOINT_URL_SECRETS_MANAGER);
  const secrets = new Map<string, KeptFresh<Secret>>();
  const keep = (name: string): KeptFresh<Secret> => {
    const kept = keepFresh(async () => ({ value: await getSecretValue(service, name) }), REUSE);
    secrets.set(name, kept);
    return kept;
  };
  return { read: (name, now) => (secrets.get(name) ?? keep(name)).current(now) };
}

async function getSecretValue(service: AwsService, name: string): Promise<Secret> {
  const outcome = await sendAws(service, {
    path: '/',
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': 'secretsmanager.GetSecretValue' },
    body: JSON.stringify({ SecretId: name }),
    timeout: TIMEOUT,
    answerLimit: ANSWER_LIMIT,
  });
  if (outcome.kind === 'unavailable') throw new SecretUnavailable(name, outcome.reason);
  const reply = parseReply(outcome.body);
  if (outcome.status !== 200) throw new SecretUnavailable(name, errorType(reply) ?? `status ${outcome.status}`);
  const text = textOf(reply);
  if (text === undefined) throw new SecretUnavailable(name, 'the answer holds no secret');
  return { text, version: String(reply?.VersionId) };
}

/** As far as it is read (Secrets Manager API reference, GetSecretValue). */
interface Reply {
  readonly SecretString?: unknown;
  /** Base64. */
  readonly SecretBinary?: unknown;
  readonly VersionId?: unknown;
  readonly __type?: unknown;
}

function textOf(reply: Reply | undefined): string | undefined {
  if (typeof reply?.SecretString === 'string') return reply.SecretString;
  return typeof reply?.SecretBinary === 'string' ? Buffer.from(reply.SecretBinary, 'base64').toString() : undefined;
}

/** Only what looks like the name of an error: it goes to a log. */
function errorType(reply: Reply | undefined): string | undefined {
  return typeof reply?.__type === 'string' ? /([A-Za-z]{1,64})$/.exec(reply.__type)?.[1] : undefined;
}

function parseReply(body: Uint8Array): Reply | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString());
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
