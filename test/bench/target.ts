/** A worker thread that answers every request with 1 kB of JSON: the target has the other core to itself. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

const ANSWER = JSON.stringify({ text: 'x'.repeat(1000) });

export async function startTarget(): Promise<{ readonly url: string; stop(): Promise<unknown> }> {
  const worker = new Worker(new URL(import.meta.url));
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  return { url: `http://127.0.0.1:${port}`, stop: () => worker.terminate() };
}

if (!isMainThread) {
  const server = createServer((request, response) => {
    request.resume().once('end', () => response.setHeader('content-type', 'application/json').end(ANSWER));
  });
  server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port)); // TCP: never a string
}
