import { type ApiModel, compile, gatewayDocument } from '../../lib/compiler/index.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import type { Problem } from '../../lib/compiler/problem.ts';
import { replaceSecurity } from '../real-documents/replace-security.ts';
import { importerComplaints } from '../support/importer-rules.ts';
import { mismatches } from '../support/mismatches.ts';
import { securityDifferences } from '../support/security-differences.ts';
import { declaredOperations } from './declared-operations.ts';
import type { Examination, Fault, NoDocument, Refusal } from './examination.ts';
import { publicComplaint } from './public-validator.ts';
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
  credentials: 'role',
  authorizerCredentials: 'role',
};
/** What a later version enforces; everything else is tried with a bearer token in their place. */
const ABOUT_SECURITY = new Set(['security-scheme-supported', 'security-alternatives']);

/** In a text that cannot be read: it was meant to be a document. */
const NAMES_VERSION = /^\s*\{?\s*["']?(?:openapi|swagger)["']?\s*:/m;

export async function examineDocument(file: string, text: string): Promise<Examination | NoDocument> {
  const named = file.replace(/\.gz$/, '');
  const { value: root, problems } = parseDocument(named, text);
  const syntaxProblem = problems.find(({ rule }) => rule === 'document-syntax');
  if (syntaxProblem !== undefined && NAMES_VERSION.test(text)) return unreadable(file, text, syntaxProblem);
  if (!isDocument(root)) return { file, outcome: 'no document' };
  const start = performance.now();
  const first = attempt(named, text);
  const time = performance.now() - start;
  const second = isAboutSecurity(first) ? attemptWithBearer(named, root) : undefined;
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

function unreadable(file: string, text: string, { rule, message }: Problem): Examination {
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

function attempt(file: string, text: string): Attempt {
  const { model, problems } = compile(parseDocument(file, text), OPTIONS);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const refusals = [...Map.groupBy(errors, ({ rule }) => rule)].map(
    ([rule, found]): Refusal => ({ rule, message: found[0]?.message ?? '' }),
  );
  return { model, problems, refusals };
}

function attemptWithBearer(file: string, published: Json): Attempt & { readonly root: Json } {
  const root = replaceSecurity(published);
  return { root, ...attempt(file.replace(/\.ya?ml$/i, '.json'), JSON.stringify(root)) };
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
