import type { HeaderField } from '../core/messages.ts';
import { exchange } from './http-exchange.ts';
import { type Origin, parseOrigin } from './origin.ts';
import { readBody } from './read-body.ts';

export interface AwsEnvironment {
  readonly AWS_REGION?: string | undefined;
  readonly AWS_ACCESS_KEY_ID?: string | undefined;
  readonly AWS_SECRET_ACCESS_KEY?: string | undefined;
  readonly AWS_SESSION_TOKEN?: string | undefined;
}

/** A service of AWS in one Region, and who calls it. */
export interface AwsService {
  /** As it is signed with. */
  readonly name: 'dynamodb' | 'lambda' | 'secretsmanager' | 'servicediscovery' | 'apigateway';
  readonly origin: Origin;
  readonly region: string;
  readonly environment: AwsEnvironment;
}

/** Where they are not named after the service: that of DiscoverInstances is another one than Cloud Map's own. */
const HOSTS: Readonly<Record<string, string>> = { servicediscovery: 'data-servicediscovery' };

/** @param endpoint instead of AWS's own, as `AWS_ENDPOINT_URL_…` names it */
export function awsService(
  name: AwsService['name'],
  environment: AwsEnvironment,
  endpoint: string | undefined,
): AwsService {
  const region = environment.AWS_REGION ?? 'us-east-1';
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const url = endpoint || `https://${HOSTS[name] ?? name}.${region}.${suffix}`;
  return { name, origin: parseOrigin(url, (same) => same), region, environment };
}

export interface AwsRequest {
  /** Default: POST. */
  readonly method?: 'GET' | 'PATCH' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds for one call, connection included. */
  readonly timeout: number;
  /** Bytes of the answer. */
  readonly answerLimit: number;
}

export type AwsOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly body: Uint8Array }
  /** The connection's error (`ECONNREFUSED`), or `timeout`. */
  | { readonly kind: 'unavailable'; readonly reason: string };

/** One signed request, without the AWS SDK: its import alone would cost a cold start 40 ms and more (decision 12). No retries. */
export async function sendAws(service: AwsService, request: AwsRequest): Promise<AwsOutcome> {
  const { method = 'POST', path, body, timeout, answerLimit } = request;
  const exchanged = exchange({
    origin: service.origin,
    method,
    path,
    headers: await signedHeaders(service, request),
    body: Buffer.from(body),
    // Every call of ours means the same when it comes twice.
    idempotent: true,
    timeout,
    connectTimeout: timeout,
  });
  const outcome = await exchanged.outcome;
  if (outcome.kind !== 'answered') return unavailable(outcome);
  const read = await readBody(outcome.body, answerLimit);
  return read.kind === 'complete' ? { kind: 'answered', status: outcome.status, body: read.body } : unavailable(read);
}

async function signedHeaders(
  { name, origin, region, environment }: AwsService,
  { method = 'POST', path, headers, body }: AwsRequest,
): Promise<readonly HeaderField[]> {
  // With `node:crypto` it takes 4 ms to load, and a request that is not cached needs neither.
  const { default: aws4 } = await import('aws4');
  const signed = aws4.sign(
    { service: name, region, method, path, host: origin.authority, headers: { ...headers }, body },
    {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
      ...(environment.AWS_SESSION_TOKEN && { sessionToken: environment.AWS_SESSION_TOKEN }),
    },
  );
  // The exchange sets these two itself, to the same values.
  const ours = new Set(['host', 'content-length']);
  return Object.entries(signed.headers ?? {})
    .filter(([field]) => !ours.has(field.toLowerCase()))
    .map(([field, value]) => [field, String(value)]);
}

const unavailable = (outcome: { readonly kind: string; readonly reason?: string }): AwsOutcome => ({
  kind: 'unavailable',
  reason: outcome.reason ?? outcome.kind,
});
