import { expect, it } from '@jest/globals';
import { repairOrder } from '../../../lib/cli/validate/repair-order.ts';
import type { Problem } from '../../../lib/compiler/index.ts';

it('repairOrder puts first what hides others, then goes down the document, then its other files', () => {
  const at = (rule: string, file: string, line: number): Problem => {
    return { rule, file, line, column: 1, severity: 'error', message: '', pointer: '' };
  };
  const problems = [
    at('known-keys', 'b.yaml', 1),
    at('known-keys', 'z.yaml', 9),
    at('x-gateway', 'z.yaml', 2),
    at('reference-exists', 'z.yaml', 5),
    at('document-syntax', 'b.yaml', 4),
  ];
  expect(repairOrder('z.yaml', problems).map(({ rule, file, line }) => `${rule} ${file}:${line}`)).toEqual([
    'document-syntax b.yaml:4',
    'reference-exists z.yaml:5',
    'x-gateway z.yaml:2',
    'known-keys z.yaml:9',
    'known-keys b.yaml:1',
  ]);
});
