import { globSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { fitsGatewaySchema } from '../support/gateway-schema.ts';

const example = readFileSync(new URL('../../openapi/gateway.yaml', import.meta.url), 'utf8');
const documents = globSync('*.json.gz', { cwd: new URL('../data/openapi', import.meta.url) });

describe('gateway.schema.json', () => {
  it('takes the example', () => {
    expect({ valid: fitsGatewaySchema(load(example)), errors: fitsGatewaySchema.errors }).toEqual({
      valid: true,
      errors: null,
    });
  });

  it.each(documents)('finds nothing wrong with %s, which is of OpenAPI alone', (name) => {
    const document = gunzipSync(readFileSync(new URL(`../data/openapi/${name}`, import.meta.url))).toString();
    expect({ valid: fitsGatewaySchema(JSON.parse(document)), errors: fitsGatewaySchema.errors }).toEqual({
      valid: true,
      errors: null,
    });
  });

  it.each([
    ['timeout: 20s', 'timeout: 20'],
    ['timeout: 20s', 'timeuot: 20s'],
    ['balance: round-robin', 'balance: robin'],
    ['audience: blueprints', 'audiance: blueprints'],
    ['period: day', 'period: hour'],
  ])('refuses the example with %j made %j', (right, wrong) => {
    expect(fitsGatewaySchema(load(example.replace(right, wrong)))).toBe(false);
  });
});
