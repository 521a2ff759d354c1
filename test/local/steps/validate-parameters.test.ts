import { describe, expect, it } from '@jest/globals';
import { DEFAULT_BEHAVIOUR } from '../../../lib/local/behaviour.ts';
import { validateParameters } from '../../../lib/local/steps/validate-parameters.ts';
import { exchangeAt } from '../../support/local-api.ts';
import { stage } from './validated-stage.ts';

describe('validateParameters', () => {
  it.each<[query: string, headers: string[], message: string | undefined]>([
    ['qs1=test', ['x-header-param', 'test'], undefined],
    ['qs1=test', ['X-Header-Param', 'test'], undefined],
    ['qs1=test', [], 'Missing required request parameters: [x-header-param]'],
    ['', ['x-header-param', 'test'], 'Missing required request parameters: [qs1]'],
    ['qs1=', ['x-header-param', ' '], 'Missing required request parameters: [x-header-param, qs1]'],
  ])('of query %j and headers %j', (query, rawHeaders, message) => {
    expect(
      validateParameters(
        exchangeAt(stage, { httpMethod: 'POST', stagePath: '/nested/value', query, rawHeaders }),
        DEFAULT_BEHAVIOUR,
      )?.message,
    ).toBe(message);
  });

  it('takes names of headers exactly where that is wanted', () => {
    const exchange = exchangeAt(stage, {
      httpMethod: 'POST',
      stagePath: '/nested/value',
      query: 'qs1=1',
      rawHeaders: ['X-Header-Param', '1'],
    });
    const behaviour = { 'header-names': 'exact' } as const;
    expect(validateParameters(exchange, behaviour)?.message).toContain('[x-header-param]');
  });

  it('looks at nothing without a validator', () => {
    expect(
      validateParameters(exchangeAt(stage, { httpMethod: 'PUT', stagePath: '/nested/value' }), DEFAULT_BEHAVIOUR),
    ).toBeUndefined();
  });
});
