import type { OAuth2Auth, OutboundAuth, SigV4Auth } from '../../../lambdas/core/outbound-config.ts';
import { targetUrl } from '../backends/target-url.ts';
import { isObject } from '../plain-object.ts';
import { type Cursor, wrong } from './cursor.ts';
import { type Fields, readFields } from './read-fields.ts';
import { readOneKey } from './read-one-key.ts';
import { readSecretName } from './read-outbound.ts';
import { readList, readOneOf, readText } from './read-values.ts';

const KINDS = ['sigv4', 'bearer', 'basic', 'oauth2'] as const;

const FORM =
  'one of { sigv4: { service } }, { bearer: { secret } }, { basic: { secret } }, { oauth2: { tokenUrl, secret } }';

/** How the gateway says to a backend's targets who it is. */
export function readAuth(cursor: Cursor | undefined): OutboundAuth | undefined {
  if (cursor === undefined) return undefined;
  const only = readOneKey(cursor, KINDS, FORM);
  if (only === undefined) return undefined;
  const { kind, written } = only;
  switch (kind) {
    case 'sigv4':
      return readSigV4(written);
    case 'bearer':
    case 'basic': {
      const secret = readSecretName(member(written, readFields(written, { known: ['secret'] }), 'secret'));
      return secret === undefined ? undefined : { kind, secret };
    }
    case 'oauth2':
      return readOAuth2(written);
    default:
      return kind satisfies never;
  }
}

/** One that must be there. */
function member(cursor: Cursor, fields: Fields, name: string): Cursor | undefined {
  const written = fields(name);
  if (written === undefined && isObject(cursor.value)) wrong(cursor, `an object with ${name}`);
  return written;
}

const readService = readText('the service that requests are signed for, such as vpc-lattice-svcs', /^[a-z0-9-]{1,64}$/);
const readRegion = readText('a Region, such as eu-central-1', /^[a-z]{2}(?:-[a-z]+)+-\d$/);

function readSigV4(cursor: Cursor): SigV4Auth | undefined {
  const fields = readFields(cursor, { known: ['service', 'region'] });
  const service = readService(member(cursor, fields, 'service'));
  const region = readRegion(fields('region'));
  return service === undefined ? undefined : { kind: 'sigv4', service, ...(region !== undefined && { region }) };
}

const OAUTH2_KEYS = ['tokenUrl', 'secret', 'scopes', 'audience', 'credentialsIn'];
/** RFC 6749 section 3.3. */
const readScopes = readList(readText('a scope without spaces', /^[\x21\x23-\x5b\x5d-\x7e]+$/), 'a list of scopes');
const readAudience = readText('an audience');
const readPlace = readOneOf(['header', 'body']);

function readOAuth2(cursor: Cursor): OAuth2Auth | undefined {
  const fields = readFields(cursor, { known: OAUTH2_KEYS });
  const tokenUrl = readTokenUrl(member(cursor, fields, 'tokenUrl'));
  const secret = readSecretName(member(cursor, fields, 'secret'));
  const scopes = readScopes(fields('scopes')) ?? [];
  const audience = readAudience(fields('audience'));
  const credentialsIn = readPlace(fields('credentialsIn'));
  if (tokenUrl === undefined || secret === undefined) return undefined;
  return {
    kind: 'oauth2',
    tokenUrl,
    secret,
    scopes,
    ...(audience !== undefined && { audience }),
    ...(credentialsIn === 'body' && { credentialsIn }),
  };
}

/** Secrets travel to it (RFC 6749 section 3.2 demands TLS). */
function readTokenUrl(cursor: Cursor | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const target = typeof cursor.value === 'string' ? targetUrl(cursor.value) : undefined;
  if (target?.kind === 'url' && target.url.startsWith('https://')) return target.url;
  return wrong(cursor, 'an https URL without query, such as https://id.example.com/oauth2/token');
}
