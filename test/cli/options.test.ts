import { describe, expect, it } from '@jest/globals';
import { parseEndpoints, parsePort, parseStage, parseUrls } from '../../lib/cli/options.ts';

describe('parsePort', () => {
  it('takes 0 to 65535', () => {
    expect(['0', '3000', '65535'].map(parsePort)).toEqual([0, 3000, 65_535]);
  });

  it.each(['', '-1', '65536', '3e3', '0x10', ' 80', 'http'])('refuses %j', (value) => {
    expect(() => parsePort(value)).toThrow('expected a port, 0 (any free one) to 65535');
  });
});

describe('parseUrls', () => {
  it('gathers URLs without their trailing slash', () => {
    expect(parseUrls('https://b.example.com/api/', ['http://127.0.0.1:1'])).toEqual([
      'http://127.0.0.1:1',
      'https://b.example.com/api',
    ]);
  });

  it.each(['localhost:80', 'ftp://example.com', '//example.com', 'http://example.com/?a=b'])('refuses %j', (value) => {
    expect(() => parseUrls(value, [])).toThrow('expected an http(s) URL without query');
  });
});

describe('parseEndpoints', () => {
  it('takes the first = before a URL as the divider', () => {
    expect(parseEndpoints('https://id.example.com/a=b=http://127.0.0.1:9', {})).toEqual({
      'https://id.example.com/a=b': 'http://127.0.0.1:9',
    });
  });

  it.each(['https://id.example.com', 'id=http://127.0.0.1:9', '=http://127.0.0.1:9'])('refuses %j', (value) => {
    expect(() => parseEndpoints(value, {})).toThrow('expected');
  });
});

describe('parseStage', () => {
  it('takes what API Gateway takes', () => {
    expect(parseStage('prod_2-eu')).toBe('prod_2-eu');
  });

  it.each(['', 'a.b', 'a/b'])('refuses %j', (value) => {
    expect(() => parseStage(value)).toThrow('expected letters, digits, - and _ only');
  });
});
