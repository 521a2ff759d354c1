import { describe, expect, it } from '@jest/globals';
import { compile } from '../../lib/compiler/compile.ts';
import { fitTemplate } from '../../lib/compiler/fit-template.ts';
import { DOCUMENT_LIMIT, documentSize } from '../../lib/compiler/gateway-document/document-size.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import { aModel, anOperation } from '../support/api-models.ts';

const compiled = (count: number, operation: (index: number) => object = () => ({})) => {
  const paths = Array.from({ length: count }, (_, index) => [
    `/area${index % 40}/${'long'.repeat(60)}${index}`,
    { get: operation(index) },
  ]);
  const document = {
    openapi: '3.0.3',
    info: { title: 'Large', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    paths: Object.fromEntries(paths),
  };
  return compile(parseDocument('large.json', JSON.stringify(document)), { resourceQuota: 5000 });
};

const rulesOf = ({ problems }: Pick<ReturnType<typeof compiled>, 'problems'>) => [
  ...new Set(problems.map(({ rule }) => rule)),
];

describe('fitTemplate', () => {
  it('leaves each operation its resource where that fits into a template', () => {
    const { problems, model } = compiled(1000);
    expect(problems).toEqual([]);
    expect(model && documentSize(model)).toBeLessThan(DOCUMENT_LIMIT);
  });

  it('folds until the gateway document fits, and no more than needed', () => {
    const { problems, model } = compiled(2000);
    expect(rulesOf({ problems })).toEqual(['resource-folded']);
    expect(problems[0]?.message).toMatch(/share the resource .* to stay within the 1 MB of a CloudFormation template/);
    expect(model && documentSize(model)).toBeLessThan(DOCUMENT_LIMIT);
    expect(model && documentSize(model)).toBeGreaterThan(DOCUMENT_LIMIT * 0.8);
  });

  it('refuses what no fold makes fit, and says its size', () => {
    const { problems, model } = compiled(3000, (index) => ({ 'x-gateway': { stream: index % 80 < 40 } }));
    expect(model).toBeUndefined();
    expect(rulesOf({ problems })).toContain('document-size');
    expect(problems.find(({ rule }) => rule === 'document-size')?.message).toMatch(/has \d{6,} bytes, only 850000 fit/);
  });
});

describe('fitTemplate, given several ways', () => {
  const model = (count: number) =>
    aModel(Array.from({ length: count }, (_, index) => anOperation({ path: `/${'p'.repeat(100)}${index}` })));
  const way = (count: number) => () => ({ model: model(count), resources: count, least: 1, findings: [] });

  it('takes the first that fits without folding for size', () => {
    expect(fitTemplate(5000, way(2000), way(1000)).model?.operations).toHaveLength(1000);
    expect(fitTemplate(5000, way(900), way(1000)).model?.operations).toHaveLength(900);
  });
});
