import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { silentTargets } from '../../../lib/cli/dev/silent-targets.ts';
import { aModel } from '../../support/api-models.ts';

describe('silentTargets', () => {
  it('names the targets on this machine that nobody answers for, and asks no other machine', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // a TCP server's address is of that type
    const model = (url: string) =>
      aModel([], {
        backends: {
          main: {
            balance: 'round-robin',
            targets: [url, 'https://far.example.com'].map((url) => ({ url, weight: 1 })),
          },
        },
      });
    const url = `http://127.0.0.1:${port}`;
    expect(await silentTargets(model(url))).toEqual([]);
    server.close();
    await once(server, 'close');
    expect(await silentTargets(model(url))).toEqual([url]);
  });
});
