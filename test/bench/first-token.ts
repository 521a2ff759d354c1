import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import type { AuthorizerConfig } from '../../lambdas/core/authorizer-config.ts';
import { createAuthority } from '../support/certificates.ts';
import { createTestKey } from '../support/test-key.ts';
import { authorizerEvent } from './authorizer-event.ts';
import { exampleBundles } from './example-bundles.ts';
import { installTokenPeers } from './install-peers.ts';
import type { Row } from './row.ts';
import { median } from './statistics.ts';

const RUNS = 41;
const AUDIENCE = 'blueprints';

/**
 * Process start to the answer to the first token, the download of the issuer's keys over TLS included: the authorizer as it is
 * deployed beside one made with aws-jwt-verify, bundled alike, against the same issuer on this machine, in turn.
 */
export async function benchFirstToken(root: string): Promise<readonly Row[]> {
  const folder = join(root, '.bench/first-token');
  await mkdir(folder, { recursive: true });
  const issuer = await startTlsIssuer(folder);
  const event = join(folder, 'event.json');
  await writeFile(event, JSON.stringify(authorizerEvent({ Authorization: [`Bearer ${issuer.token}`] })));
  const { authorizer } = await exampleBundles(root);
  const [byKeys, byDiscovery, peer] = [
    await withIssuer(authorizer, join(folder, 'keys'), { jwksUrl: issuer.jwksUrl, issuer: issuer.issuer }),
    await withIssuer(authorizer, join(folder, 'discovery'), {
      discoveryUrl: issuer.discoveryUrl,
      issuer: issuer.issuer,
    }),
    await bundlePeer(root, folder),
  ];
  const env = {
    ...process.env,
    NODE_EXTRA_CA_CERTS: issuer.authorityFile,
    // A host of this machine is asked only where it is named here.
    ENDPOINT_URLS: JSON.stringify({ 'https://id.example.com': issuer.origin }),
    ...{ ISSUER: issuer.issuer, AUDIENCE, JWKS_URI: `${issuer.origin}/jwks`, SCOPE: 'blueprints:read' },
  };
  try {
    const [keys, discovery, theirs] = await timeInTurn([byKeys, byDiscovery, peer], event, env);
    const beside = (what: keyof Start) => ({ name: 'aws-jwt-verify', value: medianOf(theirs, what) });
    const size = (await readFile(authorizer)).byteLength / 1000;
    return [
      {
        measure: 'authorizer, start to first verified token, keys downloaded over TLS, of the processor',
        unit: 'ms',
        ours: medianOf(keys, 'processor'),
        peer: beside('processor'),
        bound: { kind: 'at most', value: 1.1 },
      },
      { measure: 'the same on the clock', unit: 'ms', ours: medianOf(keys, 'clock'), peer: beside('clock') },
      {
        measure: 'the same where keys are found by discovery, a download more, of the processor',
        unit: 'ms',
        ours: medianOf(discovery, 'processor'),
        peer: beside('processor'),
      },
      {
        measure: 'authorizer, bundle',
        unit: 'kB',
        ours: size,
        beside: { name: 'aws-jwt-verify and 15 lines', value: (await readFile(peer)).byteLength / 1000 },
        bound: { kind: 'at most', value: 40 },
      },
    ];
  } finally {
    await issuer.close();
  }
}

async function startTlsIssuer(folder: string) {
  const authority = await createAuthority('Bench authority');
  const authorityFile = join(folder, 'authority.pem');
  await writeFile(authorityFile, authority.cert);
  const [key, issuer] = [createTestKey('RS256'), 'https://id.example.com'];
  const answers: Readonly<Record<string, string>> = {
    '/.well-known/openid-configuration': JSON.stringify({ issuer, jwks_uri: `${issuer}/jwks` }),
    '/jwks': JSON.stringify({ keys: [key.publicJwk] }),
  };
  const server = createServer(await authority.issue('localhost'), ({ url = '' }, response) => {
    response.writeHead(answers[url] ? 200 : 404, { 'Content-Type': 'application/json' }).end(answers[url]);
  });
  // By its own name for us, who are led here by ENDPOINT_URLS.
  server.addContext('id.example.com', await authority.issue('id.example.com'));
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  const iat = Math.floor(Date.now() / 1000);
  return {
    issuer,
    authorityFile,
    origin: `https://localhost:${typeof address === 'object' ? address?.port : address}`,
    jwksUrl: `${issuer}/jwks`,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    token: key.signToken({
      ...{ iss: issuer, aud: AUDIENCE, sub: 'bench', client_id: 'bench', scope: 'blueprints:read blueprints:write' },
      ...{ iat, exp: iat + 3600 },
    }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The deployed bundle, with another issuer in its config. */
async function withIssuer(
  bundle: string,
  folder: string,
  issuer: { readonly issuer: string } & (
    | { readonly jwksUrl: string }
    | { readonly discoveryUrl: string; readonly jwksUrl?: never }
  ),
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const config = JSON.parse(
    await readFile(join(dirname(bundle), 'authorizer-config.json'), 'utf8'),
  ) as AuthorizerConfig; // the compiler wrote it
  const trusted = { ...issuer, audience: [AUDIENCE], algorithms: ['RS256', 'ES256'] };
  const schemes = { session: { kind: 'jwt', issuers: [trusted] } };
  await writeFile(join(folder, 'authorizer-config.json'), JSON.stringify({ ...config, schemes }));
  const file = join(folder, 'index.cjs');
  await copyFile(bundle, file);
  return file;
}

/** By the settings of our own. */
async function bundlePeer(root: string, folder: string): Promise<string> {
  const outfile = join(folder, 'peer.cjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, 'peers/jwt-authorizer.js')],
    ...{ outfile, bundle: true, minify: true, platform: 'node', target: 'node24', format: 'cjs', logLevel: 'silent' },
    nodePaths: [join(await installTokenPeers(root), 'node_modules')],
  });
  return outfile;
}

async function timeInTurn(
  bundles: readonly string[],
  event: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly (readonly Start[])[]> {
  const starts = bundles.map((): Start[] => []);
  const child = join(import.meta.dirname, 'start-child.cjs');
  for (let run = 0; run < RUNS; run += 1) {
    for (const [index, bundle] of bundles.entries()) {
      const { stdout } = await promisify(execFile)(process.execPath, [child, bundle, event, 'Allow'], { env });
      const [clock = 0, processor = 0] = stdout
        .slice(stdout.lastIndexOf('\n') + 1)
        .split(' ')
        .map(Number);
      starts[index]?.push({ clock, processor });
    }
  }
  return starts;
}

/** Milliseconds. */
interface Start {
  readonly clock: number;
  readonly processor: number;
}

const medianOf = (starts: readonly Start[] = [], what: keyof Start): number => median(starts.map((one) => one[what]));
