import { describe, expect, it } from '@jest/globals';
import { operationsTable } from '../../../lib/cli/dev/operations-table.ts';
import { aModel, anOperation } from '../../support/api-models.ts';

describe('operationsTable', () => {
  it('tells what an operation needs, who answers it, and how', () => {
    const scopes = (...names: string[]) => [{ scheme: 'session', scopes: names }];
    const handling = { kind: 'mock', status: 200, headers: [], body: '' } as const;
    const table = operationsTable(
      aModel([
        anOperation({ path: '/status', handling, throttle: { rate: 2, burst: 5 } }),
        anOperation({ path: '/mine', method: 'PUT', security: { apiKey: true, requirements: [scopes('a', 'b')] } }),
        anOperation({
          path: '/feed',
          stream: true,
          security: { apiKey: false, requirements: [scopes(), scopes('c')] },
        }),
        anOperation({
          path: '/signed',
          security: { apiKey: true, requirements: undefined, native: { kind: 'iam' } },
        }),
      ]),
    );
    expect(`\n${table}\n`).toBe(`
method  path     needs                answered by  policy
GET     /status  -                    mock         at most 2/s, burst 5
PUT     /mine    key + token (a b)    main
GET     /feed    token or token (c)   main         streams
GET     /signed  key + AWS signature  main
`);
  });

  it('ends long documents early and says so', () => {
    const operations = Array.from({ length: 43 }, (_, index) => anOperation({ path: `/${index}` }));
    const lines = operationsTable(aModel(operations)).split('\n');
    expect(lines).toHaveLength(42);
    expect(lines.at(-1)).toBe('… and 3 more');
  });
});
