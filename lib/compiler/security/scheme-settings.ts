import { readGateway } from '../dialects/read-gateway.ts';
import { error, type Report } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { type Cursor, wrong } from '../language/cursor.ts';
import { type Fields, readFields } from '../language/read-fields.ts';
import { readSeconds } from '../language/read-seconds.ts';
import { readBoolean, readList, readNamed, readOneOf, readText } from '../language/read-values.ts';
import { isObject, member } from '../plain-object.ts';
import { classifyScheme, type SchemeKind } from './classify-scheme.ts';
import type { UsedScheme } from './used-schemes.ts';

/** What the `x-gateway` of a security scheme says; what it does not say is `undefined`. Times are in seconds. */
export interface SchemeSettings extends DeclaredKeys {
  readonly issuers: readonly DeclaredKeys[] | undefined;
  readonly clockSkew: number | undefined;
  readonly maxTokenLifetime: number | undefined;
  readonly requireAtJwt: boolean | undefined;
  readonly claims: Readonly<Record<string, readonly string[]>> | undefined;
  readonly bound: 'dpop' | 'certificate' | 'any' | undefined;
  readonly introspection: DeclaredIntrospection | undefined;
  readonly window: number | undefined;
  /** Of HTTP message signatures: name or ARN. */
  readonly secret: string | undefined;
  readonly userPools: readonly string[] | undefined;
  /** 0: answers are not kept. */
  readonly cacheTtl: number | undefined;
}

/** Whose tokens, for whom, and where their keys are. */
export interface DeclaredKeys {
  readonly issuer: string | undefined;
  /** `null`: any. */
  readonly audience: string | readonly string[] | null | undefined;
  readonly discoveryUrl: string | undefined;
  readonly jwksUrl: string | undefined;
  readonly algorithms: readonly string[] | undefined;
}

export interface DeclaredIntrospection {
  readonly url: string | undefined;
  readonly secret: string | undefined;
  readonly cache: number | undefined;
}

/** Asymmetric ones: whoever can check a shared secret's signature can make it. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;

const JWT: readonly string[] = ['jwt'];
const TOKEN: readonly string[] = ['jwt', 'introspection'];

/** The keys of a scheme's `x-gateway`, and the kinds of scheme that each is for. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  type: ['iam', 'cognito', 'signature'],
  issuer: TOKEN,
  issuers: JWT,
  audience: TOKEN,
  discoveryUrl: JWT,
  jwksUrl: JWT,
  algorithms: JWT,
  clockSkew: TOKEN,
  maxTokenLifetime: JWT,
  requireAtJwt: JWT,
  claims: TOKEN,
  bound: TOKEN,
  introspection: ['introspection'],
  window: ['signature'],
  secret: ['signature'],
  userPools: ['cognito'],
  cacheTtl: ['jwt', 'introspection', 'basic', 'api-key', 'plan-key'],
};

const readSecret = readText('the name or ARN of a secret', /^[\w/+=.@:-]{1,512}$/);
const readUrl = readText('a URL such as https://id.example.com');

export function schemeSettings(scheme: UsedScheme, report: Report): SchemeSettings {
  const gateway = readGateway(scheme, report);
  const cursor: Cursor | undefined = gateway && {
    value: gateway.value,
    path: [],
    report: (rule, path, message) => report(error(rule, pointerTo(gateway.pointer, ...path), message)),
  };
  const fields = readFields(cursor, { known: Object.keys(KEYS) });
  readOneOf(['iam', 'cognito', 'signature'])(fields('type'));
  refuseForeign(cursor, classifyScheme(scheme.value), fields);
  const isDpop = String(member(scheme.value, 'scheme')).toLowerCase() === 'dpop';
  return {
    ...declaredKeys(gateway?.value, fields),
    issuers: readList((item) => item && readIssuer(item), 'a list of issuers')(fields('issuers')),
    clockSkew: readSeconds(0, 120)(fields('clockSkew')),
    maxTokenLifetime: readSeconds(1, 31_536_000)(fields('maxTokenLifetime')),
    requireAtJwt: readBoolean(fields('requireAtJwt')),
    claims: readClaims(fields('claims')),
    bound: readOneOf(['dpop', 'certificate', 'any'])(fields('bound')) ?? (isDpop ? 'dpop' : undefined),
    introspection: readIntrospection(fields('introspection')),
    window: readSeconds(1, 900)(fields('window')),
    secret: readSecret(fields('secret')),
    userPools: readList(readText('the ARN of a user pool', USER_POOL), 'a list of ARNs')(fields('userPools')),
    cacheTtl: readSeconds(0, 3600)(fields('cacheTtl')),
  };
}

const USER_POOL = /^arn:[\w-]+:cognito-idp:[\w-]+:\d{12}:userpool\/[\w-]+$/;

function refuseForeign(cursor: Cursor | undefined, { kind }: SchemeKind, fields: Fields): void {
  if (cursor === undefined || kind === 'unsupported') return;
  for (const [key, kinds] of Object.entries(KEYS)) {
    if (fields(key) === undefined || kinds.includes(kind)) continue;
    cursor.report(
      'x-gateway',
      [key],
      `${key} means nothing to a scheme of kind ${kind}, only to ${kinds.join(', ')}: remove it`,
    );
  }
}

function declaredKeys(owner: unknown, fields: Fields): DeclaredKeys {
  return {
    issuer: readUrl(fields('issuer')),
    audience: member(owner, 'audience') === null ? null : readAudience(fields('audience')),
    discoveryUrl: readUrl(fields('discoveryUrl')),
    jwksUrl: readUrl(fields('jwksUrl')),
    algorithms: readAlgorithms(fields('algorithms')),
  };
}

function readIssuer(item: Cursor): DeclaredKeys {
  const fields = readFields(item, { known: ['issuer', 'audience', 'discoveryUrl', 'jwksUrl', 'algorithms'] });
  return declaredKeys(item.value, fields);
}

function readAlgorithms(cursor: Cursor | undefined): readonly string[] | undefined {
  const list = readList(readOneOf(ALGORITHMS), 'a list of signature algorithms')(cursor);
  return cursor !== undefined && list?.length === 0 ? wrong(cursor, 'at least one algorithm') : list;
}

const readTexts = readTextOrTexts('a text or a list of texts');
const readAudience = readTextOrTexts('a text, a list of texts, or null to accept any');

function readTextOrTexts(expected: string) {
  return (cursor: Cursor | undefined): string | readonly string[] | undefined => {
    if (cursor === undefined) return undefined;
    if (typeof cursor.value === 'string') return readText(expected)(cursor);
    const list = readList(readText('a text'), expected)(cursor);
    return list?.length === 0 ? wrong(cursor, expected) : list;
  };
}

function readClaims(cursor: Cursor | undefined): SchemeSettings['claims'] {
  const named = readNamed((item) => readTexts(item), 'an object of claim: accepted values')(cursor);
  return named && Object.fromEntries([...named].map(([name, values]) => [name, [values].flat()]));
}

function readIntrospection(cursor: Cursor | undefined): DeclaredIntrospection | undefined {
  if (cursor === undefined) return undefined;
  const fields = readFields(cursor, { known: ['url', 'secret', 'cache'] });
  const introspection = {
    url: readUrl(fields('url')),
    secret: readSecret(fields('secret')),
    cache: readSeconds(0, 60)(fields('cache')),
  };
  const missing = ['url', 'secret'].filter((key) => fields(key) === undefined);
  if (isObject(cursor.value) && missing.length > 0) wrong(cursor, `an object with ${missing.join(' and ')}`);
  return introspection;
}
