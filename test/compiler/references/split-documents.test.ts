import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { comparableModel } from '../../support/comparable-model.ts';
import { compileFiles } from '../../support/compile-files.ts';
import { draws } from '../../support/draws.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { splitDocument } from '../../support/split-document.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const published = ['getsandbox', 'spotify', 'notion', 'vercel'].map((name) =>
  JSON.parse(gunzipSync(readFileSync(join(root, 'test', 'data', 'openapi', `${name}.json.gz`))).toString()),
);
const documents: readonly unknown[] = [
  JSON.parse(JSON.stringify(load(readFileSync(join(root, 'openapi', 'gateway.yaml'), 'utf8')))),
  ...published,
];
const options = {
  defaultIssuer: { issuer: 'https://id.example.com', audience: null },
  backend: ['https://a.example.com'],
};

describe('readDocument', () => {
  it('makes of a document in many files the model it makes of it in one', () => {
    const wholes = documents.map((document) => compileFiles({ 'root.json': JSON.stringify(document) }, options));
    fc.assert(
      fc.property(fc.nat(documents.length - 1), fc.nat(), (index, seed) => {
        const files = splitDocument(documents[index], seededRandom(seed));
        const whole = wholes[index];
        const { model, problems } = compileFiles(files, options);
        const errors = (lines: readonly string[] = []) =>
          lines
            .filter((line) => line.includes(' error '))
            .map((line) => line.replace(/^\S+ /, ''))
            .sort();
        expect(errors(problems)).toEqual(errors(whole?.problems));
        expect(comparableModel(model)).toEqual(comparableModel(whole?.model));
      }),
      { numRuns: draws(40) },
    );
  }, 60_000);
});
