import type { HeaderField } from '../messages.ts';
import type { HeaderEdits } from '../router-config.ts';
import { editFields } from './edit-fields.ts';
import { endToEnd } from './hop-by-hop.ts';
import { isOctets, utf8Octets } from './octets.ts';

/** The client's side of the connection, as API Gateway saw it: nothing of it is the client's word. */
export interface ClientHop {
  /** IPv4 or IPv6, without port. */
  readonly address: string;
  readonly protocol: 'http' | 'https';
  readonly host: string;
}

/**
 * Never the client's word to a target. Addresses and hosts are ours to say, and URL and method overrides would undo what
 * was decided. `host` is the target's own, the trace is told anew, and of `Proxy` programs that are run by CGI make
 * `HTTP_PROXY`, by which they send their own requests (CVE-2016-5385).
 */
const NOT_FORWARDED = new Set([
  'cf-connecting-ip',
  'client-ip',
  'fastly-client-ip',
  'forwarded',
  'forwarded-for',
  'front-end-https',
  'host',
  'proxy',
  'proxy-client-ip',
  'traceparent',
  'tracestate',
  'true-client-ip',
  'wl-proxy-client-ip',
  'wl-proxy-ssl',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-forwarded',
  'x-host',
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
  'x-original-host',
  'x-original-uri',
  'x-original-url',
  'x-originating-ip',
  'x-real-ip',
  'x-remote-addr',
  'x-remote-ip',
  'x-rewrite-url',
  'x-scheme',
  'x-url-scheme',
]);

const isNotForwarded = (key: string): boolean => NOT_FORWARDED.has(key) || key.startsWith('x-forwarded-');

/** Fields for the target: the client's end-to-end ones and the trace, the edits in turn, then who asks (RFC 7239) and by whom (`Via`). */
export function requestFields(
  headers: readonly HeaderField[],
  hop: ClientHop,
  edits: readonly HeaderEdits[],
  trace: readonly HeaderField[],
): readonly HeaderField[] {
  const passed = endToEnd(headers, isNotForwarded).map((field) =>
    isOctets(field[1]) ? field : ([field[0], utf8Octets(field[1])] as const),
  );
  return [
    ...edits.reduce(editFields, [...passed, ...trace]),
    ['Forwarded', `for=${node(hop.address)};proto=${hop.protocol};host=${quoted(hop.host)}`],
    ['X-Forwarded-For', hop.address],
    ['X-Forwarded-Proto', hop.protocol],
    ['X-Forwarded-Host', hop.host],
    ['Via', '1.1 gatewright'],
  ];
}

const node = (address: string): string => (address.includes(':') ? `"[${address}]"` : quoted(address));

/** RFC 7239 section 4: a token stands bare, anything else in quotes. */
const quoted = (text: string): string =>
  /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
