import { describe, expect, it } from '@jest/globals';
import { answerFrom } from '../../../../lambdas/core/caching/answer-from.ts';
import { DATE, fields, storedResponse } from './messages.ts';

const headers = [
  DATE,
  ...fields('ETag: W/"a,b"', 'Last-Modified: Tue, 24 Nov 2026 11:00:00 GMT', 'Content-Type: text/plain', 'Via: x'),
];
const answer = (
  lines: readonly string[],
  more: { method?: string; status?: number; stored?: readonly string[] } = {},
) => {
  const { method = 'GET', status = 200 } = more;
  const stored = storedResponse({ status, headers: more.stored ? [DATE, ...fields(...more.stored)] : headers });
  const said = answerFrom({ method, headers: fields(...lines) }, stored);
  const range = said.headers.find(([name]) => name === 'Content-Range')?.[1];
  return `${said.status} ${new TextDecoder().decode(said.body)}${range ? ` ${range}` : ''}`;
};

describe('answerFrom', () => {
  it.each([
    [[], '200 0123456789'],
    [['If-None-Match: "x", W/"a,b"'], '304 '],
    [['If-None-Match: "x"', 'If-None-Match: "a,b"'], '304 '],
    [['If-None-Match: *'], '304 '],
    [['If-None-Match: "a", b"'], '200 0123456789'],
    [['If-None-Match: "x"', 'If-Modified-Since: Tue, 24 Nov 2026 12:00:00 GMT'], '200 0123456789'],
    [['If-Modified-Since: Tue, 24 Nov 2026 11:00:00 GMT'], '304 '],
    [['If-Modified-Since: Tuesday, 24-Nov-26 11:00:00 GMT'], '304 '],
    [['If-Modified-Since: Tue, 24 Nov 2026 10:59:59 GMT'], '200 0123456789'],
    [['If-Modified-Since: tomorrow'], '200 0123456789'],
    [['If-Match: "x"', 'If-Unmodified-Since: Tue, 24 Nov 2020 10:59:59 GMT'], '200 0123456789'],
    [['Range: bytes=0-0'], '206 0 bytes 0-0/10'],
    [['Range: bytes=8-'], '206 89 bytes 8-9/10'],
    [['Range: bytes=8-99'], '206 89 bytes 8-9/10'],
    [['Range: bytes=-3'], '206 789 bytes 7-9/10'],
    [['Range: bytes=-99'], '206 0123456789 bytes 0-9/10'],
    [['Range: bytes=10-'], '416  bytes */10'],
    [['Range: bytes=-0'], '416  bytes */10'],
    [['Range: bytes=2-1'], '200 0123456789'],
    [['Range: bytes=0-0,2-2'], '200 0123456789'],
    [['Range: lines=0-0'], '200 0123456789'],
    [['Range: bytes=-'], '200 0123456789'],
    [['Range: bytes=0-0', 'If-Range: W/"a,b"'], '200 0123456789'],
    [['Range: bytes=0-0', 'If-Range: Tue, 24 Nov 2026 11:00:00 GMT'], '206 0 bytes 0-0/10'],
    [['Range: bytes=0-0', 'If-Range: Tue, 24 Nov 2026 11:00:01 GMT'], '200 0123456789'],
    [['Range: bytes=0-0', 'If-None-Match: *'], '304 '],
  ])('%j: %s', (lines, expected) => {
    expect(answer(lines)).toBe(expected);
  });

  it('compares a range with a strong tag', () => {
    const stored = ['ETag: "s"'];
    expect(answer(['Range: bytes=0-0', 'If-Range: "s"'], { stored })).toBe('206 0 bytes 0-0/10');
    expect(answer(['Range: bytes=0-0', 'If-Range: "t"'], { stored })).toBe('200 0123456789');
  });

  it('takes the Date where there is no Last-Modified', () => {
    expect(answer(['If-Modified-Since: Tue, 24 Nov 2026 12:00:00 GMT'], { stored: [] })).toBe('304 ');
    expect(answer(['If-Modified-Since: Tue, 24 Nov 2026 11:59:59 GMT'], { stored: [] })).toBe('200 0123456789');
  });

  it('looks at neither for other statuses', () => {
    expect(answer(['If-None-Match: *', 'Range: bytes=0-0'], { status: 404 })).toBe('404 0123456789');
  });

  it('looks at neither for a POST, whose conditions mean something else', () => {
    expect(answer(['If-None-Match: *', 'Range: bytes=0-0'], { method: 'POST' })).toBe('200 0123456789');
  });

  it('lets no cache on the way keep that a range has no part', () => {
    const stored = storedResponse({ headers: [...headers, ...fields('Cache-Control: max-age=60', 'Set-Cookie: a=1')] });
    const said = answerFrom({ method: 'GET', headers: fields('Range: bytes=10-') }, stored);
    expect(said.headers).toEqual([DATE, ['Via', 'x'], ['Content-Range', 'bytes */10'], ['Cache-Control', 'no-store']]);
  });

  it('answers HEAD without content, ranges or not', () => {
    expect(answer(['Range: bytes=0-0'], { method: 'HEAD' })).toBe('200 ');
  });

  it('tells with a 304 what may have to be updated, and no more', () => {
    const said = answerFrom({ method: 'GET', headers: fields('If-None-Match: *') }, storedResponse({ headers }));
    expect(said.headers.map(([name]) => name)).toEqual(['Date', 'ETag', 'Last-Modified', 'Via']);
  });
});
