import { type BareItem, parseDictionary } from '../../../caching/structured-fields.ts';

/** What a request's `Signature-Input` and `Signature` (RFC 9421 section 4) say, of its one signature. */
export interface MessageSignature {
  readonly components: readonly Component[];
  readonly created: number;
  readonly expires: number | undefined;
  readonly nonce: string;
  readonly keyId: string;
  readonly algorithm: string | undefined;
  /** The value of `@signature-params` (section 2.3). */
  readonly parameters: string;
  readonly signature: Buffer;
}

export interface Component {
  readonly name: string;
  /** Of `@query-param`. */
  readonly parameter: string | undefined;
  /** As it stands before its value in what is signed (section 2). */
  readonly identifier: string;
}

/**
 * Reads the one spelling that a signer's serializer writes (RFC 9651 section 4.1). `undefined`: it is none, or the signature is not
 * alone: of two nobody says which one the other servers on the way believe.
 */
export function parseSignature(input: string, signatures: string): MessageSignature | undefined {
  const [[label, list] = [], ...others] = parseDictionary(input) ?? [];
  const [[sameLabel, bytes] = [], ...otherSignatures] = parseDictionary(signatures) ?? [];
  if (list?.kind !== 'inner-list' || bytes?.kind !== 'bytes' || others.length + otherSignatures.length > 0)
    return undefined;
  const parameters = serialize(list);
  const signature = Buffer.from(bytes.value, 'base64');
  const isCanonical = input === `${label}=${parameters}` && signatures === `${label}=:${signature.toString('base64')}:`;
  const components = list.items.map(componentOf);
  if (label !== sameLabel || !isCanonical || !components.every((each) => each !== undefined)) return undefined;
  return withParameters(list.parameters ?? new Map(), { components, parameters, signature });
}

type Parts = Pick<MessageSignature, 'components' | 'parameters' | 'signature'>;

const known: readonly string[] = ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'];

function withParameters(given: ReadonlyMap<string, BareItem>, parts: Parts): MessageSignature | undefined {
  const integer = (name: string) => typedValue(given.get(name), 'integer');
  const text = (name: string) => typedValue(given.get(name), 'string');
  const [created, nonce, keyId] = [integer('created'), text('nonce'), text('keyid')];
  // What is there and of another type would be left unread.
  const isRead = (name: string) => !given.has(name) || (integer(name) ?? text(name)) !== undefined;
  if (![...given.keys()].every((name) => known.includes(name) && isRead(name))) return undefined;
  if (typeof created !== 'number' || typeof nonce !== 'string' || typeof keyId !== 'string') return undefined;
  const [expires, algorithm] = [integer('expires'), text('alg')];
  if (given.has('expires') && typeof expires !== 'number') return undefined;
  if (given.has('alg') && typeof algorithm !== 'string') return undefined;
  return {
    ...parts,
    created,
    nonce,
    keyId,
    expires: typeof expires === 'number' ? expires : undefined,
    algorithm: typeof algorithm === 'string' ? algorithm : undefined,
  };
}

const typedValue = (item: BareItem | undefined, kind: 'integer' | 'string'): string | number | undefined =>
  item?.kind === kind && (item.kind === 'integer' || item.kind === 'string') ? item.value : undefined;

function componentOf(item: BareItem): Component | undefined {
  if (item.kind !== 'string') return undefined;
  const { value: name, parameters = new Map<string, BareItem>() } = item;
  const [[parameter, value] = [], ...others] = parameters;
  const isQueryParameter = name === '@query-param' && parameter === 'name' && value?.kind === 'string';
  if (others.length > 0 || parameters.size > 0 !== isQueryParameter) return undefined;
  return { name, parameter: isQueryParameter ? value.value : undefined, identifier: serialize(item) };
}

/** RFC 9651 section 4.1, of the types that stand in a signature's input. */
function serialize(item: BareItem): string {
  const parameters = [...(item.parameters ?? [])].map(([name, value]) =>
    value.kind === 'boolean' && value.value ? `;${name}` : `;${name}=${serialize(value)}`,
  );
  return `${serializeBare(item)}${parameters.join('')}`;
}

function serializeBare(item: BareItem): string {
  switch (item.kind) {
    case 'inner-list':
      return `(${item.items.map(serialize).join(' ')})`;
    case 'string':
      return `"${item.value.replaceAll(/["\\]/g, '\\$&')}"`;
    case 'integer':
    case 'token':
      return String(item.value);
    default:
      // Never written so: what is compared with it differs.
      return '';
  }
}
