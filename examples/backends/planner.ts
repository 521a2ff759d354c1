/** Plays the planner: it thinks before it answers, and tells its steps while it does. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { readJson } from './read-json.ts';
import { respondJson } from './respond-json.ts';

const STEPS = [
  'understand the idea',
  'find who needs it',
  'choose the smallest proof',
  'draw the screens',
  'write it down',
];
const THINKING = 400;
const BETWEEN_EVENTS = 200;

export async function planner(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
  const match = /^\/v2\/blueprints(?:\/([^/]+)(\/progress)?)?$/.exec(path);
  if (match === null) return false;
  const [, id, progress] = match;
  if (id === undefined) {
    const { idea } = await readJson(request);
    await sleep(THINKING);
    respondJson(response, 201, { id: 'bp-1', idea, steps: STEPS });
  } else if (progress === undefined) {
    respondJson(response, 200, { id: decodeURIComponent(id), idea: 'a shop for houseplants', steps: STEPS });
  } else {
    await tellProgress(response);
  }
  return true;
}

async function tellProgress(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  for (const [index, step] of STEPS.entries()) {
    if (response.destroyed) return;
    response.write(`id: ${index + 1}\nevent: step\ndata: ${JSON.stringify({ step })}\n\n`);
    await sleep(BETWEEN_EVENTS);
  }
  response.end('event: done\ndata: {}\n\n');
}
