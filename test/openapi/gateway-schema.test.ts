import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';

const read = (name: string): string => readFileSync(new URL(`../../openapi/${name}`, import.meta.url), 'utf8');
const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(JSON.parse(read('gateway.schema.json')));
const example = read('gateway.yaml');

describe('gateway.schema.json', () => {
  it('takes the example', () => {
    expect({ valid: isValid(load(example)), errors: isValid.errors }).toEqual({ valid: true, errors: null });
  });

  it.each([
    ['timeout: 20s', 'timeout: 20'],
    ['timeout: 20s', 'timeuot: 20s'],
    ['balance: round-robin', 'balance: robin'],
    ['audience: blueprints', 'audiance: blueprints'],
    ['period: day', 'period: hour'],
  ])('refuses the example with %j made %j', (right, wrong) => {
    expect(isValid(load(example.replace(right, wrong)))).toBe(false);
  });
});
