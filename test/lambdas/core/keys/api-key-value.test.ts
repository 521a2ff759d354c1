import { randomInt } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { apiKeyForm, newApiKeyValue } from '../../../../lambdas/core/keys/api-key-value.ts';

const stage = fc.stringMatching(/^[A-Za-z0-9_-]{1,128}$/);
const newKey = (name: string) => newApiKeyValue(name, randomInt);

describe('newApiKeyValue', () => {
  it('is letters and digits, as many as API Gateway takes, and intact', () => {
    fc.assert(
      fc.property(stage, (name) => {
        const value = newKey(name);
        expect(value).toMatch(/^gw[0-9A-Za-z]{36,56}$/);
        expect(value.length).toBeGreaterThanOrEqual(20);
        expect(apiKeyForm(value, name)).toBe('intact');
      }),
    );
  });

  it('tells its environment', () => {
    expect(newKey('prod-EU_1')).toMatch(/^gwprodeu1/);
  });
});

describe('apiKeyForm', () => {
  it('finds every character that was mistyped, and every two that were swapped', () => {
    const value = newKey('prod');
    fc.assert(
      fc.property(
        fc.nat(value.length - 1),
        fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'),
        (place, letter) => {
          const typed = value.slice(0, place) + letter + value.slice(place + 1);
          const swapped = value.slice(0, place) + (value[place + 1] ?? '') + value[place] + value.slice(place + 2);
          for (const wrong of [typed, swapped])
            if (wrong !== value) expect(apiKeyForm(wrong, 'prod')).not.toBe('intact');
        },
      ),
    );
  });

  it('says nothing of keys made elsewhere, and of other environments', () => {
    const value = newKey('prod');
    for (const [key, name] of [
      ['gwSomebodyElsesKey00', 'prod'],
      [value, 'test'],
      [`${value}0`, 'prod'],
      ['', 'prod'],
    ] as const)
      expect(apiKeyForm(key, name)).toBe('foreign');
  });
});
