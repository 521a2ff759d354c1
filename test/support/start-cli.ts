import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../bin/gatewright.js', import.meta.url));

/** A `gatewright` that serves, in a process of its own, as a user starts it. */
export interface ServingProcess {
  readonly url: string;
  stdout(): string;
  stderr(): string;
  /** Resolves when stdout or stderr holds the text. */
  told(text: string): Promise<void>;
  /** The request of the curl line under a heading that starts so. */
  sample(shows: string): Sample;
  /** Asks it to end and returns its exit code. */
  stop(): Promise<number | null>;
  /** For the end of a test file: no matter how its tests went, nothing is left running. */
  kill(): void;
}

export interface Sample {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Resolves when it serves; rejects with its stderr when it ends before. */
export async function startCli(args: readonly string[]): Promise<ServingProcess> {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const stdout = gather(child.stdout);
  const stderr = gather(child.stderr);
  await Promise.race([
    stderr.until('ready after'),
    ended.then(() => Promise.reject(new Error(`it ended: ${stderr.text()}`))),
  ]);
  return {
    url: / is served on (\S+)/.exec(stdout.text())?.[1] ?? '',
    stdout: stdout.text,
    stderr: stderr.text,
    told: (text) => Promise.race([stdout.until(text), stderr.until(text)]),
    sample: (shows) => readSample(stdout.text(), shows),
    stop: () => stop(child, ended),
    kill: () => void child.kill('SIGKILL'),
  };
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<number | null> {
  child.kill('SIGINT');
  await ended;
  return child.exitCode;
}

function gather(stream: NodeJS.ReadableStream): { text(): string; until(part: string): Promise<void> } {
  let text = '';
  let waiting: (() => void)[] = [];
  stream.setEncoding('utf8').on('data', (more: string) => {
    text += more;
    const due = waiting;
    waiting = [];
    for (const check of due) check();
  });
  const until = (part: string): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => (text.includes(part) ? resolve() : void waiting.push(check));
      check();
    });
  return { text: () => text, until };
}

/** The two shapes of a header in those lines: plain, and with a token from its file. */
const HEADER = /-H '([^:]+): ([^']*)'|-H "([^:]+): (.*?)\$\(cat (.*?)\)"/g;

function readSample(stdout: string, shows: string): Sample {
  const lines = stdout.split('\n');
  const line = lines[lines.findIndex((text) => text.includes(`# ${shows}`)) + 1] ?? '';
  const url = /http:\/\/127\.0\.0\.1[^\s'";|]+/.exec(line)?.[0];
  if (url === undefined) throw new Error(`no curl line for "${shows}" in\n${stdout}`);
  const headers = [...line.matchAll(HEADER)].map(([, plain, value, name, before, file]) =>
    plain === undefined ? [name, `${before}${readFileSync(file ?? '', 'utf8')}`] : [plain, value],
  );
  return { url, headers: Object.fromEntries(headers) };
}
