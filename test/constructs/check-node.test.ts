import { describe, expect, it } from '@jest/globals';
import { checkNode } from '../../lib/constructs/check-node.ts';

describe('checkNode', () => {
  it('accepts the Node of package.json and newer ones', () => {
    for (const version of ['24.0.0', '26.1.0']) expect(() => checkNode(version)).not.toThrow();
  });

  it('refuses an older one, and says what to install', () => {
    expect(() => checkNode('20.20.2')).toThrow(/^gatewright needs Node >= 24, this is v20\.20\.2: .*npm install/);
  });
});
