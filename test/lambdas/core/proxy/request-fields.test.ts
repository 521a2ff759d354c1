import { describe, expect, it } from '@jest/globals';
import type { HeaderField } from '../../../../lambdas/core/messages.ts';
import { type ClientHop, requestFields } from '../../../../lambdas/core/proxy/request-fields.ts';

const HOP: ClientHop = { address: '192.0.2.7', protocol: 'https', host: 'api.example.com' };
const fields = (headers: readonly HeaderField[], hop = HOP) => requestFields(headers, hop, [], []);
const OURS = fields([]);

describe('requestFields', () => {
  it('says who asks, and by whom', () => {
    expect(OURS).toEqual([
      ['Forwarded', 'for=192.0.2.7;proto=https;host=api.example.com'],
      ['X-Forwarded-For', '192.0.2.7'],
      ['X-Forwarded-Proto', 'https'],
      ['X-Forwarded-Host', 'api.example.com'],
      ['Via', '1.1 gatewright'],
    ]);
  });

  it('quotes what is no token', () => {
    const [forwarded] = fields([], { address: '2001:db8::1', protocol: 'http', host: '127.0.0.1:3000' });
    expect(forwarded).toEqual(['Forwarded', 'for="[2001:db8::1]";proto=http;host="127.0.0.1:3000"']);
  });

  it.each([
    'Forwarded',
    'X-Forwarded-For',
    'X_Forwarded_For',
    'x-forwarded_host',
    'X-Forwarded-Prefix',
    'X-Forwarded-Uri',
    'X-Forwarded-Anything',
    'X-Real-IP',
    'X_Real_IP',
    'True-Client-IP',
    'CF-Connecting-IP',
    'Fastly-Client-IP',
    'X-Host',
    'X-Original-URL',
    'X-Rewrite-URL',
    'X-HTTP-Method-Override',
    'x_http_method_override',
    'Host',
    'Transfer-Encoding',
  ])("does not pass the client's %s", (name) => {
    expect(fields([[name, 'evil']])).toEqual(OURS);
  });

  it.each([
    ['Authorization', 'Bearer x'],
    ['Cookie', 'a=1'],
    ['Accept-Encoding', 'gzip'],
    ['Content-Type', 'text/plain'],
    ['X_Custom', '1'],
    ['Via', '1.1 edge'],
  ])('passes %s: %s', (name, value) => {
    expect(fields([[name, value]])).toEqual([[name, value], ...OURS]);
  });

  it('tells the trace anew', () => {
    const told = requestFields(
      [
        ['Traceparent', 'a'],
        ['trace_state', 'b'],
        ['tracestate', 'c'],
      ],
      HOP,
      [],
      [['traceparent', 'd']],
    );
    expect(told.slice(0, 2)).toEqual([
      ['trace_state', 'b'],
      ['traceparent', 'd'],
    ]);
  });

  it('sends characters beyond one octet as UTF-8', () => {
    expect(fields([['x', 'é']])[0]).toEqual(['x', 'é']);
    expect(fields([['x', '€']])[0]).toEqual(['x', '\u00e2\u0082\u00ac']);
  });
});
