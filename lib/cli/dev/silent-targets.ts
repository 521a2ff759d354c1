/** EDGE: looks whether somebody listens. Only on this machine, where it costs nothing and forgetting it is easy. */
import { connect } from 'node:net';
import { type ApiModel, isLoopback } from '../../compiler/index.ts';

/** The targets on this machine that refuse connections. */
export async function silentTargets(model: ApiModel): Promise<readonly string[]> {
  const urls = Object.values(model.backends).flatMap(({ targets }) => targets.map(({ url }) => url));
  const local = [...new Set(urls)].filter(isLoopback);
  const listening = await Promise.all(local.map(isListening));
  return local.filter((_, index) => !listening[index]);
}

function isListening(target: string): Promise<boolean> {
  const { hostname, port, protocol } = new URL(target);
  return new Promise((resolve) => {
    const socket = connect(Number(port) || (protocol === 'https:' ? 443 : 80), hostname.replace(/^\[|\]$/g, ''));
    const settle = (listening: boolean): void => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
