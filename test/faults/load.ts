import { Agent, type IncomingMessage, request } from 'node:http';
import { contentFor } from './content.ts';
import { isStreamed } from './document.ts';

export interface Load {
  readonly url: string;
  readonly path: string;
  readonly requests: number;
  readonly concurrency: number;
  readonly random: () => number;
  /** Begins every id. */
  readonly name: string;
  onAnswer(): void;
}

export interface Sent {
  readonly id: string;
  readonly method: string;
  /** `broken`: the connection was aborted; `truncated`: it ended cleanly without all of the content. */
  readonly verdict: 'whole' | 'refused' | 'broken' | 'truncated';
  readonly status: number;
  readonly milliseconds: number;
}

/** Of ten requests, six are GET, two PUT, two POST. */
const METHODS = ['GET', 'GET', 'GET', 'GET', 'GET', 'GET', 'PUT', 'PUT', 'POST', 'POST'];

/** Sends the requests, so many at a time, until all are answered. */
export async function sendLoad({
  url,
  path,
  requests,
  concurrency,
  random,
  name,
  onAnswer,
}: Load): Promise<readonly Sent[]> {
  const agent = new Agent({ keepAlive: true });
  const sent: Sent[] = [];
  let serial = 0;
  const sender = async () => {
    while (serial < requests) {
      serial += 1;
      const method = isStreamed(path) ? 'GET' : (METHODS[Math.floor(random() * METHODS.length)] ?? 'GET');
      sent.push(await send(agent, `${url}${path}`, method, `${name}-${serial}`));
      onAnswer();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, sender));
  agent.destroy();
  return sent;
}

function send(agent: Agent, url: string, method: string, id: string): Promise<Sent> {
  const started = performance.now();
  return new Promise((resolve) => {
    const settle = (verdict: Sent['verdict'], status: number) =>
      resolve({ id, method, verdict, status, milliseconds: performance.now() - started });
    const outgoing = request(url, { agent, method, headers: { 'x-id': id } }, (response: IncomingMessage) => {
      const status = response.statusCode ?? 0;
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      response.on('error', () => settle('broken', status));
      response.on('end', () => {
        if (status !== 200) settle('refused', status);
        else settle(text === contentFor(id) ? 'whole' : 'truncated', status);
      });
    });
    outgoing.on('error', () => settle('broken', 0));
    outgoing.end(method === 'GET' ? undefined : 'content');
  });
}
