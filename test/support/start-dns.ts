import { createSocket } from 'node:dgram';
import { afterAll } from '@jest/globals';
import packet from 'dns-packet';

export interface SrvAnswer {
  readonly target: string;
  readonly port: number;
  readonly priority?: number;
  readonly weight?: number;
}

export interface TestDns {
  /** For `DNS_SERVERS`. */
  readonly server: string;
  readonly asked: string[];
  /** `undefined`: it fails. No answer for a name: it does not exist. */
  srv(name: string, answers: readonly SrvAnswer[] | undefined): void;
}

/** A name server on loopback that knows SRV records. */
export async function startDns(): Promise<TestDns> {
  const records = new Map<string, readonly SrvAnswer[] | undefined>();
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message, { port, address }) => {
    const { id = 0, questions = [] } = packet.decode(message);
    const name = questions[0]?.name ?? '';
    asked.push(name);
    const found = records.get(name);
    const SERVFAIL = 2;
    const NXDOMAIN = 3;
    const code = found !== undefined ? 0 : records.has(name) ? SERVFAIL : NXDOMAIN;
    const answers = (found ?? []).map((data) => ({
      type: 'SRV' as const,
      name,
      ttl: 1,
      data: { priority: 0, weight: 0, ...data },
    }));
    socket.send(packet.encode({ type: 'response', id, flags: 0x0180 | code, questions, answers }), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  afterAll(() => void socket.close());
  return { server: `127.0.0.1:${socket.address().port}`, asked, srv: (name, answers) => records.set(name, answers) };
}
