import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { startTarget } from './start-target.ts';

export interface TestSecretsManager {
  /** For `AWS_ENDPOINT_URL_SECRETS_MANAGER`. */
  readonly endpoint: string;
  /** Names asked for, in order. */
  readonly asked: string[];
  /** Authorization of each call. */
  readonly authorizations: (string | undefined)[];
  put(name: string, value: string | Uint8Array): void;
  remove(name: string): void;
  /** As new, with these secrets. */
  reset(secrets: Readonly<Record<string, string>>): void;
  /** Answers with this status from now on; `undefined`: as it should. */
  fail(status: number | undefined): void;
}

/** Secrets Manager's JSON protocol on a real socket, as far as `GetSecretValue`. */
export async function startSecretsManager(): Promise<TestSecretsManager> {
  const values = new Map<string, object>();
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  let failure: number | undefined;
  const endpoint = await startTarget(async (request, response) => {
    const { SecretId: name } = JSON.parse(await text(request)) as { readonly SecretId: string };
    asked.push(name);
    authorizations.push(request.headers.authorization);
    const value = values.get(name);
    const isRight = request.headers['x-amz-target'] === 'secretsmanager.GetSecretValue';
    const say = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
    if (failure !== undefined) say(failure, { __type: 'InternalServiceError', message: 'the secret is hunter2' });
    else if (!isRight || value === undefined) say(400, { __type: 'com.amazonaws#ResourceNotFoundException' });
    else say(200, value);
  });
  const put = (name: string, value: string | Uint8Array) => {
    const content =
      typeof value === 'string' ? { SecretString: value } : { SecretBinary: Buffer.from(value).toString('base64') };
    values.set(name, { Name: name, VersionId: randomUUID(), ...content });
  };
  return {
    endpoint,
    asked,
    authorizations,
    put,
    remove: (name) => values.delete(name),
    reset: (secrets) => {
      failure = undefined;
      values.clear();
      asked.length = 0;
      authorizations.length = 0;
      for (const [name, value] of Object.entries(secrets)) put(name, value);
    },
    fail: (status) => {
      failure = status;
    },
  };
}
