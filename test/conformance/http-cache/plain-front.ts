import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { CachePolicy, RouterConfig } from '../../../lambdas/core/router-config.ts';
import { lambdaBundle } from '../../../lib/constructs/lambda-bundle.ts';
import { createTable } from '../../../lib/local/dynamodb/create-table.ts';
import { startDynalite } from '../../../lib/local/dynamodb/start-dynalite.ts';
import { proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { singleKeyTable } from '../../support/single-key-table.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'M-SEARCH'];
const PATHS = ['/{collection}/{id}', '/{collection}/{id}/{part}'];

/** A cache as RFC 9111 has it, and cookies as it allows them; nothing else. */
const POLICY: CachePolicy = { cookies: true };

/** One server of plain HTTP in front of the router's own bundle, with a table, and with Lambda's queue for its refreshes. */
export async function startPlainFront(target: string) {
  const folder = mkdtempSync(join(tmpdir(), 'gatewright-conformance-'));
  const dynalite = await startDynalite({ path: join(folder, 'dynamodb'), port: 0 });
  const table = `http://127.0.0.1:${dynalite.port}`;
  await createTable(table, singleKeyTable('cache'));
  const server = createServer({ keepAliveTimeout: 60_000 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a string.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    CACHE_TABLE: 'cache',
    // On a busy machine the embedded table is slower than AWS's, and what is passed by tells nothing.
    CACHE_TABLE_TIMEOUT: '5000',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: table,
    AWS_ENDPOINT_URL_LAMBDA: url,
    AWS_LAMBDA_FUNCTION_NAME: 'router',
  });
  const handler = loadRouter(folder, target);
  server.on('request', (request, response) => void serve(handler, request, response));
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await dynalite.stop();
  };
  return { url, stop };
}

type Handler = (event: APIGatewayProxyEvent, context: object) => Promise<APIGatewayProxyResult>;

function loadRouter(folder: string, target: string): Handler {
  const config: RouterConfig = {
    version: 1,
    backends: { origin: backend(target) },
    operations: PATHS.flatMap((path) =>
      METHODS.map((method) => {
        const cache = method === 'GET' || method === 'HEAD' ? { cache: POLICY } : {};
        return operation(
          `${method} ${path}`,
          proxied('origin', path, { timeout: 20_000, retries: { attempts: 1 }, ...cache }),
        );
      }),
    ),
  };
  const { files } = lambdaBundle('router');
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, 'router-config.json'), JSON.stringify(config));
  return createRequire(import.meta.url)(join(folder, 'index.cjs')).handler;
}

const context = { getRemainingTimeInMillis: () => 29_000 };

async function serve(handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request);
  if (request.headers['x-amz-invocation-type'] === 'Event') {
    response.writeHead(202).end();
    await handler(JSON.parse(body.toString()), context);
    return;
  }
  const result = await handler(eventOf(request, body), context);
  response.sendDate = false;
  response.statusCode = result.statusCode;
  for (const [name, values] of Object.entries(result.multiValueHeaders ?? {}))
    response.setHeader(name, values as string[]);
  response.end(Buffer.from(result.body, 'base64'));
}

function eventOf(
  { method = 'GET', url = '/', headers, rawHeaders }: IncomingMessage,
  body: Buffer,
): APIGatewayProxyEvent {
  const { pathname, searchParams } = new URL(url, 'http://front');
  const [collection = '', id = '', part] = pathname.slice(1).split('/');
  const fields: Record<string, string[]> = { 'X-Forwarded-Proto': ['http'] };
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    fields[name] = [...(fields[name] ?? []), rawHeaders[index + 1] ?? ''];
  }
  const event = proxyEvent({
    method,
    path: pathname,
    resource: PATHS[part === undefined ? 0 : 1] ?? '',
    pathParameters: { collection, id, ...(part !== undefined && { part }) },
    query: Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)])),
    headers: fields,
    ...(body.byteLength > 0 && { body: new Uint8Array(body) }),
  });
  return { ...event, requestContext: { ...event.requestContext, domainName: headers.host ?? '' } };
}
