import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import fc from 'fast-check';
import { compile } from '../../../lib/compiler/compile.ts';
import { parseDocument } from '../../../lib/compiler/parse-document.ts';
import { member } from '../../../lib/compiler/plain-object.ts';
import { compileFiles } from '../../support/compile-files.ts';
import { dangling } from '../../support/dangling.ts';
import { draws } from '../../support/draws.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { splitDocument } from '../../support/split-document.ts';

type Json = Readonly<Record<string, unknown>>;

describe('publicDocument of real documents', () => {
  const folder = join(import.meta.dirname, '../../data/openapi');
  const issuer = { issuer: 'https://id.example.com', audience: null };

  const some = ['notion', 'spotify', 'stripe', 'twilio', 'vercel'].map((name) => `${name}.json.gz`);

  it.each(some)('%s leads nowhere else and is valid if the original is', async (name) => {
    const bytes = readFileSync(join(folder, name));
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    const options = { defaultIssuer: issuer, backend: ['https://inside.example.com'] };
    const original: unknown = JSON.parse(text);
    const open = JSON.parse(text, (key, value) => (key === 'security' && Array.isArray(value) ? undefined : value));
    const { publicDocument } = compile(parseDocument(name, JSON.stringify(open)), options);
    const document = publicDocument?.();
    expect(document).toBeDefined();
    expect(dangling(document).length).toBeLessThanOrEqual(dangling(original).length);
    expect(Object.keys(member(document, 'paths') as object).length).toBeGreaterThan(0);
    if ((await new Validator().validate(structuredClone(original as Json))).valid)
      expect(await new Validator().validate(structuredClone(document as Json))).toMatchObject({ valid: true });
  });
});

describe('publicDocument of documents in any files', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../openapi/gateway.yaml'), 'utf8');
  const whole = parseDocument('gateway.yaml', text).value;

  it('is valid, wherever a part was split off, and leads nowhere else', async () => {
    const issuer = { issuer: 'https://id.example.com', audience: 'a' };
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const files = splitDocument(whole, seededRandom(seed));
        const { source } = compileFiles(files);
        const document = compile(source, { defaultIssuer: issuer }).publicDocument?.() as Json;
        expect(JSON.stringify(document)).not.toMatch(/"x-gate/);
        expect(dangling(document)).toEqual([]);
        expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true });
      }),
      { numRuns: draws(25) },
    );
  }, 60_000);
});
