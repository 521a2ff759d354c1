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

  it('tells alternatives from what is needed together, each by what a caller shows', () => {
    const one = (scheme: string) => ({ scheme, scopes: [] });
    const schemes = {
      ...aModel([]).schemes,
      key: { kind: 'plan-key' },
      staff: { kind: 'basic' },
      partner: { kind: 'certificate' },
      own: { kind: 'api-key', in: 'header', name: 'x-partner-key' },
    } as const;
    const either = { apiKey: true, metered: true, requirements: [[one('key')], [one('session')]] } as const;
    const table = operationsTable(
      aModel(
        [
          anOperation({ path: '/either', security: either }),
          anOperation({
            path: '/maybe',
            security: { apiKey: false, requirements: [[one('staff'), one('partner')], []] },
          }),
          anOperation({ path: '/own', security: { apiKey: true, requirements: [[one('own')]] } }),
        ],
        { schemes, keySource: 'AUTHORIZER' },
      ),
    );
    expect(`\n${table}\n`).toBe(
      `
method  path     needs                              answered by  policy
GET     /either  key or token                       main         
GET     /maybe   password + certificate or nothing  main         
GET     /own     key + x-partner-key                main         
`.replaceAll(/ +$/gm, ''),
    );
  });

  it('ends long documents early and says so', () => {
    const operations = Array.from({ length: 43 }, (_, index) => anOperation({ path: `/${index}` }));
    const lines = operationsTable(aModel(operations)).split('\n');
    expect(lines).toHaveLength(42);
    expect(lines.at(-1)).toBe('… and 3 more');
  });
});
