import type { ApiModel } from '../../compiler/index.ts';
import { type LocalIssuer, startLocalIssuer, type TokenRequest } from '../../issuer/index.ts';
import type { LocalToken } from './curl-line.ts';
import { keepToken } from './keep-token.ts';

/** Milliseconds. Long enough for a day at the keyboard; a restart gives a new one. */
const TOKEN_LIFETIME = 12 * 3_600_000;

/** Plays every issuer that a served version of the document names; a later version may name more. */
export interface LocalIssuers {
  /** Starts those that are missing. */
  cover(model: ApiModel): Promise<void>;
  /** Issuer → where it is played, for ENDPOINT_URLS. */
  endpointUrls(): Readonly<Record<string, string>>;
  /** For each issuer of a covered model a token with every scope of the document. */
  signTokens(model: ApiModel): Promise<readonly LocalToken[]>;
  close(): Promise<void>;
}

export function localIssuers(stateDir: string): LocalIssuers {
  const started = new Map<string, LocalIssuer>();
  const distinct = (): readonly LocalIssuer[] => [...new Set(started.values())];
  const sign = async (model: ApiModel, issuer: string): Promise<LocalToken> => {
    const server = started.get(issuer);
    if (server === undefined) throw new Error(`${issuer} was never covered`);
    const value = await server.signToken(claims(model, issuer));
    return { issuer, value, file: keepToken(stateDir, issuer, value) };
  };
  return {
    async cover(model) {
      const missing = issuersOf(model).filter((issuer) => !started.has(issuer));
      if (missing.length === 0) return;
      const server = await startLocalIssuer({ issuers: missing, stateDir });
      for (const issuer of missing) started.set(issuer, server);
    },
    endpointUrls: () => Object.assign({}, ...distinct().map((server) => server.endpointUrls)),
    signTokens: (model) => Promise.all(issuersOf(model).map((issuer) => sign(model, issuer))),
    close: async () => void (await Promise.all(distinct().map((server) => server.close()))),
  };
}

function issuersOf(model: ApiModel): readonly string[] {
  return [...new Set(trusted(model).map(({ issuer }) => issuer))];
}

const trusted = (model: ApiModel) =>
  Object.values(model.schemes).flatMap((scheme) => (scheme.kind === 'jwt' ? scheme.issuers : []));

function claims(model: ApiModel, issuer: string): TokenRequest {
  const named = trusted(model).filter((each) => each.issuer === issuer);
  const audience = [...new Set(named.flatMap((each) => each.audience ?? []))];
  return {
    issuer,
    audience: audience.length === 0 ? null : audience,
    subject: 'local-developer',
    scopes: allScopes(model),
    lifetime: TOKEN_LIFETIME,
  };
}

function allScopes(model: ApiModel): readonly string[] {
  const requirements = model.operations.flatMap(({ security }) => security.requirements ?? []);
  return [...new Set(requirements.flat().flatMap(({ scopes }) => scopes))].toSorted();
}
