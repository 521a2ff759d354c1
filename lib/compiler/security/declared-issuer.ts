import { readGateway } from '../dialects/read-gateway.ts';
import { error, type Report } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { type Cursor, wrong } from '../language/cursor.ts';
import { readFields } from '../language/read-fields.ts';
import { readList, readText } from '../language/read-values.ts';
import { member } from '../plain-object.ts';
import type { UsedScheme } from './used-schemes.ts';

/** What the document itself says of a scheme's issuer; `undefined`: nothing. */
export interface DeclaredIssuer {
  readonly issuer: string | undefined;
  readonly discoveryUrl: string | undefined;
  readonly audience: string | readonly string[] | null | undefined;
}

const WELL_KNOWN = /\/\.well-known\/openid-configuration$/;

const readUrl = readText('a URL such as https://id.example.com');

/** Read from the scheme's `x-gateway`, and from `openIdConnectUrl`, below which OpenID Connect puts the issuer. */
export function declaredIssuer(scheme: UsedScheme, report: Report): DeclaredIssuer {
  const gateway = readGateway(scheme, report);
  const connect = member(scheme.value, 'openIdConnectUrl');
  const metadataUrl = typeof connect === 'string' ? connect : undefined;
  const issuerOfUrl =
    metadataUrl !== undefined && WELL_KNOWN.test(metadataUrl) ? metadataUrl.replace(WELL_KNOWN, '') : undefined;
  if (gateway === undefined) return { issuer: issuerOfUrl, discoveryUrl: metadataUrl, audience: undefined };
  const cursor: Cursor = {
    value: gateway.value,
    path: [],
    report: (rule, path, message) => report(error(rule, pointerTo(gateway.pointer, ...path), message)),
  };
  const fields = readFields(cursor, { known: ['issuer', 'audience', 'discoveryUrl'], later: LATER });
  return {
    issuer: readUrl(fields('issuer')) ?? issuerOfUrl,
    discoveryUrl: readUrl(fields('discoveryUrl')) ?? metadataUrl,
    audience: member(gateway.value, 'audience') === null ? null : readAudience(fields('audience')),
  };
}

const LATER = ['algorithms', 'jwksUri', 'introspection', 'clockSkew', 'claims'];

function readAudience(cursor: Cursor | undefined): string | readonly string[] | undefined {
  if (cursor === undefined) return undefined;
  const expected = 'a text, a list of texts, or null to accept any';
  if (typeof cursor.value === 'string') return readText(expected)(cursor);
  const list = readList(readText('a text'), expected)(cursor);
  return list?.length === 0 ? wrong(cursor, expected) : list;
}
