import { Agent, type IncomingHttpHeaders, request } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly text: string;
  /** The body's JSON. */
  json(): unknown;
}

export interface Send {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
  readonly agent?: Agent;
}

/** One request over a plain socket: nothing is added to its headers but Host and, with a body, its length. */
export function send(url: string, { method = 'GET', headers = {}, body, agent }: Send = {}): Promise<Reply> {
  const target = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      // The path as written: URL would tidy up slashes and dots.
      {
        host: target.hostname,
        port: target.port,
        path: url.slice(target.origin.length) || '/',
        method,
        headers: { ...headers } as never,
        agent: agent ?? new Agent(),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const whole = Buffer.concat(chunks);
          const text = whole.toString('utf8');
          const { statusCode = 0, headers: fields, rawHeaders } = response;
          resolve({ status: statusCode, headers: fields, rawHeaders, body: whole, text, json: () => JSON.parse(text) });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
