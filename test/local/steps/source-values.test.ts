import { describe, expect, it } from '@jest/globals';
import { sourceValues } from '../../../lib/local/steps/source-values.ts';
import { arrivalAt, mockIntegration, openApi, stageOf } from '../../support/local-api.ts';

const stage = stageOf(openApi({ '/a': { get: mockIntegration('x') } }));

describe('sourceValues', () => {
  it.each<[name: string, sent: string[], values: string[]]>([
    ['X-Forwarded-For', [], ['127.0.0.1']],
    ['x-forwarded-for', ['X-Forwarded-For', '10.0.0.1'], ['10.0.0.1, 127.0.0.1']],
    ['X-Forwarded-Proto', ['X-Forwarded-Proto', 'gopher'], ['http']],
    ['X-Amzn-Trace-Id', [], ['Root=1-661534f0-000000000000000000000000']],
    ['X-Other', ['x-other', 'a', 'X-Other', 'b'], ['b']],
    ['X-None', [], []],
  ])('of header %s where %j was sent has those that the gateway sets too', (name, rawHeaders, values) => {
    const arrival = arrivalAt(stage, { stagePath: '/a', rawHeaders });
    expect(sourceValues({ kind: 'header', name, multi: false }, arrival)).toEqual(values);
  });
});
