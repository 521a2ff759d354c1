import { describe, expect, it } from '@jest/globals';
import type { CompileOptions } from '../../../lib/compiler/compile.ts';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('serverAbsolute', () => {
  const compiled = (servers: string, options?: CompileOptions) =>
    compileYaml(
      `
      openapi: 3.0.3
      servers: ${servers}
      paths: { /a: { get: {} } }
    `,
      options,
    );

  it('takes the first server, its variables at their defaults, and says so', () => {
    const { model, problems } = compiled(
      '[{ url: "https://{host}/v1/", variables: { host: { default: a.example.com } } }, { url: https://b.example.com }]',
    );
    expect(model?.backends).toMatchObject({
      'https://a.example.com/v1': { targets: [{ url: 'https://a.example.com/v1' }] },
    });
    expect(problems).toEqual([
      'info server-absolute /servers: of 2 servers only the first, https://a.example.com/v1, is the target (the others often are environments); to balance over them, list them in x-gateway.backends',
    ]);
  });

  it.each([
    [
      '[{ url: /v1 }]',
      'server url "/v1" does not say which host is meant, write https://host/path, give x-gateway.backends, or name a target by the option backend',
    ],
    [
      '[{ url: //host }]',
      'server url "//host" does not say which host is meant, write https://host/path, give x-gateway.backends, or name a target by the option backend',
    ],
    ['[{ url: "https://{a}" }]', 'server variable "a" has no default, give it one'],
    ['[{ url: ftp://a }]', 'server url "ftp://a" is not an absolute URL, write https://host/path'],
    ['[1]', 'a server has no url, write one such as https://host/path'],
    ['{}', 'a server has no url, write one such as https://host/path'],
  ])('refuses %s, unless the option names the target', (servers, message) => {
    expect(compiled(servers).problems).toEqual([`error server-absolute /servers/0: ${message}`]);
    expect(compiled(servers, { backend: ['http://localhost:4000'] }).problems).toEqual([]);
  });
});
