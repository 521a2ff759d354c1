import { describe, expect, it } from '@jest/globals';
import { validateBody } from '../../../lib/local/steps/validate-body.ts';
import { exchangeAt } from '../../support/local-api.ts';
import { stage } from './validated-stage.ts';

const ignore = () => {};

describe('validateBody', () => {
  it.each<[path: string, contentType: string, text: string, valid: boolean]>([
    ['/nested/x', 'application/json', '{"a":1,"b":2}', true],
    ['/nested/x', '', '{"a":1,"b":2}', true],
    ['/nested/x', 'application/json; charset=utf-8', '{"test":"test"}', false],
    ['/nested/x', '', '', false],
    ['/nested/x', 'application/json', '{', false],
    ['/nested/x', 'text/plain', 'anything', true],
    [
      '/person',
      '',
      '{"name":"Person1","b":2,"house":{"randomProperty":"x","contains":[{"name":"Person2","b":3}]}}',
      true,
    ],
    ['/person', '', '{"name":"Person1","b":2,"house":{"contains":[{"name":"Person2"}]}}', false],
    ['/status', '', '{"status":null}', true],
    ['/status', '', '{"badFormat":"bla"}', false],
    ['/limits', '', '{"n":1}', true],
    ['/limits', '', '{"n":null}', false],
    ['/limits', '', '{"a":1}', false],
    ['/limits', '', '{"c":1}', false],
    ['/limits', '', '{"a":1,"b":1,"c":1,"d":1}', true],
  ])('at %s of %s %j', (stagePath, contentType, text, valid) => {
    const rawHeaders = contentType === '' ? [] : ['Content-Type', contentType];
    const refusal = validateBody(
      exchangeAt(stage, { httpMethod: 'POST', stagePath, rawHeaders, body: Buffer.from(text) }),
      ignore,
    );
    expect(refusal?.message).toBe(valid ? undefined : 'Invalid request body');
  });

  it('goes by the last of two content types, as the event of a function does', () => {
    const rawHeaders = ['Content-Type', 'text/plain', 'content-type', 'application/json'];
    const exchange = exchangeAt(stage, {
      httpMethod: 'POST',
      stagePath: '/nested/x',
      rawHeaders,
      body: Buffer.from('{}'),
    });
    expect(validateBody(exchange, ignore)?.message).toBe('Invalid request body');
  });

  it('looks at nothing without a validator', () => {
    expect(validateBody(exchangeAt(stage, { httpMethod: 'PUT', stagePath: '/nested/value' }), ignore)).toBeUndefined();
  });
});
