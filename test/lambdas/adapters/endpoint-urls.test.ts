import { describe, expect, it } from '@jest/globals';
import { endpointResolver } from '../../../lambdas/adapters/endpoint-urls.ts';

describe('endpointResolver', () => {
  const resolve = endpointResolver(
    JSON.stringify({
      'https://id.example.com': 'http://127.0.0.1:41001/0',
      'https://id.example.com/tenant': 'http://127.0.0.1:41001/1',
    }),
  );

  it.each([
    ['https://id.example.com', 'http://127.0.0.1:41001/0'],
    ['https://id.example.com/keys?a=b', 'http://127.0.0.1:41001/0/keys?a=b'],
    ['https://id.example.com/tenant/keys', 'http://127.0.0.1:41001/1/keys'],
    ['https://id.example.com/tenants', 'http://127.0.0.1:41001/0/tenants'],
    ['https://id.example.com.evil/keys', 'https://id.example.com.evil/keys'],
    ['https://id.example.com:8443/keys', 'https://id.example.com:8443/keys'],
    ['https://other.example.com/', 'https://other.example.com/'],
  ])('reaches %s at %s', (url, expected) => {
    expect(resolve(url)).toBe(expected);
  });

  it('changes nothing when unset', () => {
    expect(endpointResolver(undefined)('https://id.example.com')).toBe('https://id.example.com');
  });

  it('refuses a value that is not an object of strings', () => {
    expect(() => endpointResolver('{"https://a.example":1}')).toThrow(
      'ENDPOINT_URLS["https://a.example"] is not a string',
    );
  });
});
