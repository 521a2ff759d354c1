import { describe, expect, it } from '@jest/globals';
import { formatLog } from '../../../lib/cli/dev/format-log.ts';

describe('formatLog', () => {
  it.each([
    [
      'Gateway-Router-x1: {"level":"INFO","message":"request served","requestId":"r=","method":"GET","ms":3,"target":"0 a"}',
      'request served: method=GET ms=3 target="0 a"',
    ],
    ['Router: {"level":"ERROR","message":"request refused","reason":"keys"}', 'ERROR request refused: reason=keys'],
    ['Router: {"message":"m","level":"INFO","ms":3,"Duration":3,"_aws":{}}', 'm: ms=3'],
    ['Router: {"no":"message"}', 'Router: {"no":"message"}'],
    ['Router: {broken}', 'Router: {broken}'],
    ['anything else', 'anything else'],
    ['Authorizer: Invoke Error Error: Unauthorized', undefined],
  ])('writes %j as %j', (line, text) => {
    expect(formatLog(line)).toBe(text);
  });
});
