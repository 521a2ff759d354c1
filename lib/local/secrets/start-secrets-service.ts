/** EDGE: Secrets Manager's `GetSecretValue` over a file of development secrets, which every AWS SDK finds by its endpoint. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { isFromProgram } from '../is-from-program.ts';
import { type LoopbackService, serveOnLoopback } from '../serve-on-loopback.ts';

export interface SecretsServiceOptions {
  /** JSON: names of secrets, or ARNs → a text, or an object. Read at each call, so that an edit is a rotation. */
  readonly file: string;
  /** Told what a call asked for in vain. */
  readonly onLog: (line: string) => void;
}

/** For `AWS_ENDPOINT_URL_SECRETS_MANAGER`. */
export function startSecretsService(options: SecretsServiceOptions): Promise<LoopbackService> {
  return serveOnLoopback((request, response) => {
    answer(request, response, options).catch(() => response.destroy());
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { file, onLog }: SecretsServiceOptions,
): Promise<void> {
  const body = await buffer(request);
  const say = (status: number, value: object) =>
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(value));
  // No web page of this machine's browser reads secrets.
  if (!isFromProgram({ host: request.headers.host ?? '', rawHeaders: request.rawHeaders }))
    return void say(403, { __type: 'AccessDeniedException' });
  if (request.headers['x-amz-target'] !== 'secretsmanager.GetSecretValue')
    return void say(400, { __type: 'UnknownOperationException' });
  const { SecretId: name } = JSON.parse(body.toString());
  const secrets = readSecrets(file, onLog);
  const value = typeof name === 'string' && Object.hasOwn(secrets, name) ? secrets[name] : undefined;
  if (value === undefined) {
    onLog(`secret ${name} is not in ${file}: add it there, as "${name}": "…"`);
    return void say(400, { __type: 'ResourceNotFoundException', Message: `${file} has no secret of that name` });
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const version = createHash('sha256').update(text).digest('hex').slice(0, 32);
  say(200, { Name: name, SecretString: text, VersionId: version, VersionStages: ['AWSCURRENT'] });
}

/** A file that is not there holds none; of one that cannot be read nothing is told but where it breaks off. */
function readSecrets(file: string, onLog: (line: string) => void): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
    onLog(`${file} is not an object of secrets by name`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') onLog(`${file} cannot be read: ${code ?? 'it is not JSON'}`);
  }
  return {};
}
