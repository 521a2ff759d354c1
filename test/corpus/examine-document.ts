import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import {
  type ApiModel,
  compile,
  type DocumentSource,
  gatewayDocument,
  readDocument,
} from '../../lib/compiler/index.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import type { Problem } from '../../lib/compiler/problem.ts';
import { UserError } from '../../lib/errors.ts';
import { replaceSecurity } from '../real-documents/replace-security.ts';
import { importerComplaints } from '../support/importer-rules.ts';
import { mismatches } from '../support/mismatches.ts';
import { securityDifferences } from '../support/security-differences.ts';
import { declaredOperations } from './declared-operations.ts';
import type { Examination, Fault, NoDocument, Refusal } from './examination.ts';
import { publicComplaint } from './public-validator.ts';
import { readText } from './read-text.ts';
import { silentLosses } from './silent-losses.ts';

type Json = Readonly<Record<string, unknown>>;

/** As `dev` would: whatever issuer is missing is bound, and where requests go is given. */
const OPTIONS = {
  defaultIssuer: { issuer: 'https://issuer.example.com', audience: 'gatewright' },
  backend: ['https://target.example.com'],
};
const BINDINGS = {
  routerUri: 'router',
  streamingRouterUri: 'streaming',
  authorizerUri: 'authorizer',
};
/** What a later version enforces; everything else is tried with a bearer token in their place. */
const ABOUT_SECURITY = new Set(['security-scheme-supported', 'security-alternatives']);

/** In a text that cannot be read: it was meant to be a document. */
const NAMES_VERSION = /^\s*\{?\s*["']?(?:openapi|swagger)["']?\s*:/m;

const UNREADABLE = 'document-unreadable';

/** @param path the same file with its folder */
export async function examineDocument(file: string, path: string): Promise<Examination | NoDocument> {
  const text = readText(path);
  // A compressed document refers to no others.
  const read = () => (path.endsWith('.gz') ? parseDocument(path.slice(0, -3), text) : readDocument(path));
  const { value, problems } = readOrTell(read);
  const syntaxProblem = problems.find(({ rule }) => rule === 'document-syntax' || rule === UNREADABLE);
  if (syntaxProblem !== undefined && NAMES_VERSION.test(text)) return unreadable(file, text, syntaxProblem);
  const root = asWritten(value, text);
  if (!isDocument(root)) return { file, outcome: 'no document' };
  const start = performance.now();
  const first = attempt(read());
  const time = performance.now() - start;
  const second = isAboutSecurity(first) ? attemptWithBearer(root) : undefined;
  const compiled = first.model ? { root, ...first } : second;
  return {
    file,
    bytes: Buffer.byteLength(text),
    version: /^\d+\.\d+/.exec(String(root.openapi ?? root.swagger))?.[0] ?? '?',
    invalid: await publicComplaint(root),
    outcome: outcomeOf(first.model, second?.model),
    refusals: first.refusals,
    refusalsBeyondSecurity: second?.refusals ?? [],
    operations: compiled?.model?.operations.length ?? 0,
    declared: declaredOperations(root).length,
    faults: compiled?.model ? await faultsOf(compiled.root, compiled.model, compiled.problems) : [],
    time,
    memory: process.resourceUsage().maxRSS * 1024,
  };
}

/** What is no text at all the compiler's user is told at once. */
function readOrTell(read: () => DocumentSource): Pick<DocumentSource, 'value'> & { problems: readonly Refusal[] } {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { value: undefined, problems: [{ rule: UNREADABLE, message: error.message }] };
  }
}

function unreadable(file: string, text: string, { rule, message }: Refusal): Examination {
  return {
    ...{ file, bytes: Buffer.byteLength(text), version: '?', invalid: message, outcome: 'refused' },
    ...{
      refusals: [{ rule, message }],
      refusalsBeyondSecurity: [],
      operations: 0,
      declared: 0,
      faults: [],
      time: 0,
      memory: 0,
    },
  };
}

/** Swagger 2.0 is converted as it is read: what it says by itself is in the text. */
function asWritten(value: unknown, text: string): unknown {
  if (!/["']?swagger["']?\s*:/.test(text)) return value;
  try {
    const written: unknown = load(text, { schema: CORE_SCHEMA.withTags(mergeTag) });
    return isDocument(written) && written.swagger !== undefined ? written : value;
  } catch {
    return value;
  }
}

function outcomeOf(first: ApiModel | undefined, second: ApiModel | undefined): Examination['outcome'] {
  if (first !== undefined) return 'compiled';
  return second === undefined ? 'refused' : 'compiled with a bearer token';
}

const isAboutSecurity = ({ refusals }: Attempt) => refusals.some(({ rule }) => ABOUT_SECURITY.has(rule));

function isDocument(root: unknown): root is Json {
  if (typeof root !== 'object' || root === null) return false;
  return typeof (root as Json).openapi === 'string' || (root as Json).swagger !== undefined; // unknown until read
}

interface Attempt {
  readonly model: ApiModel | undefined;
  readonly problems: readonly Problem[];
  readonly refusals: readonly Refusal[];
}

function attempt(source: DocumentSource): Attempt {
  const { model, problems } = compile(source, OPTIONS);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const refusals = [...Map.groupBy(errors, ({ rule }) => rule)].map(
    ([rule, found]): Refusal => ({ rule, message: found[0]?.message ?? '' }),
  );
  return { model, problems, refusals };
}

function attemptWithBearer(published: Json): Attempt & { readonly root: Json } {
  const root = replaceSecurity(published);
  return { root, ...attempt(parseDocument('replaced.json', JSON.stringify(root))) };
}

async function faultsOf(root: Json, model: ApiModel, problems: readonly Problem[]): Promise<readonly Fault[]> {
  const gateway = gatewayDocument(model, BINDINGS);
  const checks: readonly (readonly [Fault['kind'], () => Promise<readonly string[]> | readonly string[]])[] = [
    ['importer', () => importerComplaints(gateway)],
    [
      'schema',
      async () => [await publicComplaint(JSON.parse(JSON.stringify(gateway)))].filter((one) => one !== undefined),
    ],
    ['security', () => securityDifferences(root, model).differences],
    ['lost', () => silentLosses(root, model, problems)],
    ['match', () => mismatches(model)],
  ];
  const faults: Fault[] = [];
  for (const [kind, check] of checks) {
    try {
      faults.push(...(await check()).map((message) => ({ kind, message })));
    } catch (error) {
      faults.push({ kind: 'exception', message: `${kind}: ${error instanceof Error ? error.stack : error}` });
    }
  }
  return faults;
}
