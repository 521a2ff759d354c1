/** EDGE: a module of the user's that starts servers of its own, which play the document's targets while `dev` runs. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../../errors.ts';

export interface Samples {
  /** Target URL of the document → where it is played. */
  readonly endpointUrls: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const NONE: Samples = { endpointUrls: {}, close: async () => {} };

export async function startSamples(module: string | undefined): Promise<Samples> {
  if (module === undefined) return NONE;
  const start = await importDefault(module);
  const samples: unknown = typeof start === 'function' ? await start() : undefined;
  if (isSamples(samples)) return samples;
  throw invalid(module, 'its default export is not a function that returns { endpointUrls, close }');
}

async function importDefault(module: string): Promise<unknown> {
  try {
    const loaded: { readonly default?: unknown } = await import(pathToFileURL(resolve(module)).href);
    return loaded.default;
  } catch (cause) {
    throw invalid(module, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function isSamples(value: unknown): value is Samples {
  if (typeof value !== 'object' || value === null) return false;
  const { endpointUrls, close }: Partial<Record<keyof Samples, unknown>> = value;
  return typeof endpointUrls === 'object' && endpointUrls !== null && typeof close === 'function';
}

function invalid(module: string, reason: string, cause?: unknown): UserError {
  return new UserError(
    'INVALID_OPTION',
    `--samples ${module} cannot be used (${reason}): name a module like those in examples/`,
    { cause },
  );
}
