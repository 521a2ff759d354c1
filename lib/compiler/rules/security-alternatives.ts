import type { NamedScheme, NormalDocument } from '../dialects/normal-document.ts';
import { error } from '../finding.ts';
import { classifyScheme } from '../security/classify-scheme.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

type Kinds = readonly ('key' | 'token')[];

/** Combinations that API Gateway's key check and one authorizer cannot enforce exactly as declared (decision 1). */
export const securityAlternatives: Rule<'security-alternatives'> = {
  name: 'security-alternatives',
  severities: ['error'],
  summary: 'Alternatives of `security` must be a combination that can be enforced exactly as declared.',
  why: 'API Gateway asks for an API key by itself, whatever the authorizer says, and the one `Authorization` field carries one token. A choice between a key and a token, two tokens at once, or an optional credential could be enforced only more strictly or more loosely than the document says, and neither is done.',
  sources: [SOURCES.openapi('security-requirement-object', 'Security Requirement Object'), SOURCES.security],
  fix: 'Require both in one alternative, or one of them for all.',
  bad: {
    yaml: `
      x-gateway:
        plans: { free: { throttle: { rate: 5, burst: 10 } } }
      paths:
        /pets:
          get:
            security: [{ apiKey: [] }, { session: [] }] # <-- here
          post:
            security: [{ apiKey: [] }]
      components:
        securitySchemes:
          apiKey: { type: apiKey, in: header, name: x-api-key }
          session: { type: http, scheme: bearer, x-gateway: { issuer: https://id.example.com, audience: pets } }
    `,
  },
  good: {
    yaml: `
      x-gateway:
        plans: { free: { throttle: { rate: 5, burst: 10 } } }
      paths:
        /pets:
          get:
            security: [{ apiKey: [], session: [] }]
          post:
            security: [{ apiKey: [] }]
      components:
        securitySchemes:
          apiKey: { type: apiKey, in: header, name: x-api-key }
          session: { type: http, scheme: bearer, x-gateway: { issuer: https://id.example.com, audience: pets } }
    `,
  },
  check: ({ document, operations }, report) => {
    for (const { security } of operations) {
      const why = fault(security.alternatives, document);
      if (why !== undefined) report(error('security-alternatives', security.pointer, `${why} cannot be enforced yet`));
    }
  },
};

function fault(
  alternatives: NormalDocument['operations'][number]['security']['alternatives'],
  document: NormalDocument,
): string | undefined {
  const kinds = alternatives.map((alternative) => kindsOf(alternative, document));
  if (kinds.includes(undefined)) return undefined; // refused by security-scheme-exists and security-scheme-supported
  const known = kinds.filter((each) => each !== undefined);
  const scoped = alternatives.flat().find(({ scheme, scopes }) => scopes.length > 0 && isKey(scheme, document));
  if (scoped !== undefined) return `scopes of the API key "${scoped.scheme}" mean nothing to a usage plan: they`;
  if (known.some((each) => each.filter((kind) => kind === 'token').length > 1))
    return 'two tokens at once need the one Authorization header both: this';
  return faultBetween(known);
}

/** Between alternatives: all need the key or none, and all need a token or none. */
function faultBetween(alternatives: readonly Kinds[]): string | undefined {
  const needed = alternatives.filter((kinds) => kinds.length > 0);
  if (needed.length === 0) return undefined;
  if (needed.length < alternatives.length) return 'an optional credential ({} beside others)';
  const uniform = (kind: 'key' | 'token') => new Set(needed.map((kinds) => kinds.includes(kind))).size === 1;
  if (uniform('key') && uniform('token')) return undefined;
  return 'a choice between an API key and a token (API Gateway asks for the key on its own: require both, or one of them)';
}

function kindsOf(alternative: readonly NamedScheme[], document: NormalDocument): Kinds | undefined {
  const kinds = alternative.map(({ scheme }) => kindOf(scheme, document));
  return kinds.includes(undefined) ? undefined : kinds.filter((kind) => kind !== undefined);
}

function kindOf(scheme: string, { securitySchemes }: NormalDocument): 'key' | 'token' | undefined {
  const located = securitySchemes.get(scheme);
  const kind = located && classifyScheme(located.value).kind;
  return kind === 'unsupported' ? undefined : kind;
}

const isKey = (scheme: string, document: NormalDocument) => kindOf(scheme, document) === 'key';
