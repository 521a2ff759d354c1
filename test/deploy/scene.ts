/** Everything that a deploy test needs beside the deploy: the emulator, targets, an issuer, and what has been deployed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import startSampleBackends from '../../examples/backends/start-sample-backends.ts';
import { startLocalIssuer } from '../../lib/issuer/index.ts';
import type { Caller } from './caller.ts';
import { type Emulator, startEmulator } from './emulator.ts';

const ISSUER = 'https://id.example.com';

export interface Scene extends Emulator {
  /** For assemblies and documents. */
  readonly folder: string;
  /** Once something is deployed. */
  caller?: Caller;
  /** Of the example's issuer. */
  signToken(scope: string): Promise<string>;
  close(): Promise<void>;
}

export async function openScene(ministack: string): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'gatewright-scene-'));
  const [backends, issuer] = await Promise.all([
    startSampleBackends(),
    startLocalIssuer({ issuers: [ISSUER], stateDir: folder }),
  ]);
  const endpoints = { ...backends.endpointUrls, ...issuer.endpointUrls };
  const emulator = await startEmulator(ministack, { ENDPOINT_URLS: JSON.stringify(endpoints) });
  return {
    ...emulator,
    folder,
    signToken: (scope) =>
      issuer.signToken({ issuer: ISSUER, audience: 'blueprints', subject: 'tester', scopes: scope.split(' ') }),
    close: async () => {
      await Promise.all([emulator.stop(), backends.close(), issuer.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
