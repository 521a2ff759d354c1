import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Mode, Ports } from './target.ts';

/** A target that can be killed and started again at its ports. */
export interface TargetProcess {
  readonly url: string;
  /** Over HTTP/2 and TLS. */
  readonly secureUrl: string;
  set(mode: Mode): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

/** @param folder with the certificates @param notes file for the ids of requests that must not be sent twice */
export async function startTargetProcess(folder: string, notes: string): Promise<TargetProcess> {
  const start = async (at: Ports): Promise<[ChildProcess, Ports]> => {
    const child = fork(new URL('target.ts', import.meta.url), [JSON.stringify(at), folder, notes]);
    const [heard] = await once(child, 'message');
    return [child, heard];
  };
  let [child, ports] = await start({ plain: 0, secure: 0 });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  // One change at a time: two starts would want the same port.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const changed = last.then(change);
    last = changed.catch(() => undefined);
    return changed;
  };
  return {
    url: `http://127.0.0.1:${ports.plain}`,
    secureUrl: `https://127.0.0.1:${ports.secure}`,
    set: (mode) =>
      inTurn(async () => {
        child.send(mode);
        await once(child, 'message');
      }),
    kill: () => inTurn(kill),
    restart: () =>
      inTurn(async () => {
        await kill();
        [child, ports] = await start(ports);
      }),
  };
}
