/** EDGE: the control plane of the local API Gateway. Signed by hand: the AWS SDK costs 250 ms at start. */
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import aws4 from 'aws4';

export interface LocalKey {
  /** API Gateway's. */
  readonly id: string;
  readonly plan: string;
  readonly value: string;
}

interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly value: string;
}

const PREFIX = 'local-';

type Call = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<unknown>;

/** Finds the key `local-<plan>` of each plan, or issues it; keys of names that begin otherwise are the user's own. */
export function issueLocalKeys(
  url: string,
  plans: readonly { readonly id: string; readonly name: string }[],
): Promise<readonly LocalKey[]> {
  const call = signedCall(new URL(url));
  return Promise.all(
    plans.map(async (plan) => {
      const { id, value } = await issueKey(call, plan);
      return { id, plan: plan.name, value };
    }),
  );
}

async function issueKey(call: Call, plan: { readonly id: string; readonly name: string }): Promise<ApiKey> {
  const name = `${PREFIX}${plan.name}`;
  const linked = await listKeys(call, `/usageplans/${plan.id}/keys?limit=500`);
  // A plan that was renamed (`was`) has the key of its earlier name.
  const present = linked.find((key) => key.name === name) ?? linked.find((key) => key.name.startsWith(PREFIX));
  if (present !== undefined) return present;
  const created = await call('POST', '/apikeys', { name, enabled: true, description: 'issued by gatewright dev' });
  const key = asKey(created);
  await call('POST', `/usageplans/${plan.id}/keys`, { keyId: key.id, keyType: 'API_KEY' });
  return key;
}

async function listKeys(call: Call, path: string): Promise<readonly ApiKey[]> {
  const answer = await call('GET', path);
  const items = typeof answer === 'object' && answer !== null && 'item' in answer ? answer.item : [];
  return Array.isArray(items) ? items.map(asKey) : [];
}

function asKey(value: unknown): ApiKey {
  const {
    id,
    name,
    value: secret,
  } = typeof value === 'object' && value !== null ? { id: '', name: '', value: '', ...value } : {};
  if (typeof id !== 'string' || typeof secret !== 'string') throw new Error(`not an API key: ${JSON.stringify(value)}`);
  return { id, name: String(name), value: secret };
}

function signedCall(base: URL): Call {
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const signed = aws4.sign(
        {
          host: base.host,
          path,
          method,
          service: 'apigateway',
          region: 'us-east-1',
          headers: { 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        },
        { accessKeyId: 'local', secretAccessKey: 'local' },
      );
      const outgoing = request(
        { hostname: base.hostname, port: base.port, path, method, headers: { ...signed.headers } },
        (response) => {
          json(response).then((answer: unknown) => {
            if ((response.statusCode ?? 500) < 300) resolve(answer);
            else reject(new Error(`${method} ${path}: ${response.statusCode} ${JSON.stringify(answer)}`));
          }, reject);
        },
      );
      outgoing.on('error', reject);
      outgoing.end(signed.body);
    });
}
