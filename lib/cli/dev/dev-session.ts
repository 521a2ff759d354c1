/** WIRING: issuers, assemblies and the local gateway, from the first version of a document to the last. */
import { join } from 'node:path';
import type { ApiModel } from '../../compiler/index.ts';
import { type LocalGateway, startLocalGateway } from '../../local/index.ts';
import { printNote } from '../output.ts';
import { type Assemblies, assembliesIn } from './assemblies.ts';
import type { LocalAccess, LocalCache } from './curl-line.ts';
import type { DevOptions } from './dev-options.ts';
import { developerCertificate } from './developer-certificate.ts';
import { formatLog } from './format-log.ts';
import { issueLocalKeys } from './issue-local-keys.ts';
import { type LocalIssuers, localIssuers } from './local-issuers.ts';

export interface DevSession {
  /** What opens the served version: a key for each of its plans, a token of each of its issuers. */
  access(): Promise<LocalAccess>;
  /** Serves another version; requests in flight finish on the one before. */
  replace(model: ApiModel): Promise<void>;
  close(): Promise<void>;
}

interface Parts {
  readonly issuers: LocalIssuers;
  readonly assemblies: Assemblies;
}

export async function startDevSession(model: ApiModel, options: DevOptions): Promise<DevSession> {
  const parts = { issuers: localIssuers(options.stateDir), assemblies: assembliesIn(options.stateDir, options.stage) };
  try {
    const [assembly] = await Promise.all([parts.assemblies.add(model), parts.issuers.cover(model)]);
    const gateway = await startLocalGateway({
      assembly,
      port: options.port,
      stateDir: options.stateDir,
      secretsFile: options.secrets,
      clientCertificate: developerCertificate(options.clientCertificate),
      environment: environment(parts.issuers, options),
      onLog: printLog,
    });
    parts.assemblies.removeStrangers();
    return session(model, gateway, parts, options);
  } catch (error) {
    await closeParts(parts);
    throw error;
  }
}

function session(first: ApiModel, gateway: LocalGateway, parts: Parts, options: DevOptions): DevSession {
  const { issuers, assemblies } = parts;
  let served = first;
  return {
    async access() {
      const plans = served.plans.flatMap(({ name }) => gateway.plans.find((plan) => plan.name === name) ?? []);
      const [keys, tokens] = await Promise.all([issueLocalKeys(gateway.url, plans), issuers.signTokens(served)]);
      if (judgesKeys(served)) {
        // The AWS SDK with it: a quarter of a second that few documents need.
        const { recordLocalKeys } = await import('./record-local-keys.ts');
        const secretsFile = options.secrets ?? join(options.stateDir, 'secrets.json');
        const planKeySecret = gateway.variable('PLAN_KEY_SECRET');
        await recordLocalKeys({ url: gateway.url, model: served, keys, planKeySecret, secretsFile });
      }
      const cache = isCached(served) ? localCache(gateway) : undefined;
      return { url: gateway.url, keys, tokens, ...(cache && { cache }) };
    },
    async replace(model) {
      const [assembly] = await Promise.all([assemblies.add(model), issuers.cover(model)]);
      await gateway.replaceAssembly(assembly, environment(issuers, options));
      served = model;
    },
    async close() {
      await gateway.close();
      await closeParts(parts);
    },
  };
}

/** Whether the authorizer, which knows keys by their rows, looks at those of plans. */
const judgesKeys = ({ schemes, keySource }: ApiModel): boolean =>
  keySource === 'AUTHORIZER' || Object.values(schemes).some(({ kind }) => kind === 'plan-key');

const isCached = ({ operations }: ApiModel): boolean =>
  operations.some(({ handling }) => handling.kind === 'proxy' && handling.cache !== undefined);

function localCache(gateway: LocalGateway): LocalCache | undefined {
  const table = gateway.variable('CACHE_TABLE');
  // The tables answer on the port of the gateway.
  return table === undefined ? undefined : { table, endpoint: gateway.url };
}

async function closeParts({ issuers, assemblies }: Parts): Promise<void> {
  await issuers.close();
  assemblies.clear();
}

/** What the command line names goes before what runs here anyway: a real issuer may be asked for. */
function environment(issuers: LocalIssuers, { endpoint }: DevOptions): Record<string, string> {
  return { ENDPOINT_URLS: JSON.stringify({ ...issuers.endpointUrls(), ...endpoint }) };
}

function printLog(line: string): void {
  const text = formatLog(line);
  if (text !== undefined) printNote(text);
}
