import { describe, expect, it } from '@jest/globals';
import { compileYaml } from '../../support/compile-yaml.ts';

describe('throttleTakenAway', () => {
  it("gives an operation its own throttle, the others the stage's", () => {
    const { model } = compileYaml(`
      x-gateway: { throttle: { rate: 5, burst: 10 } }
      paths: { /a: { get: {}, put: { x-gateway: { throttle: { rate: 1 } } } } }
    `);
    expect(model?.throttle).toEqual({ rate: 5, burst: 10 });
    expect(model?.operations.map(({ throttle }) => throttle)).toEqual([undefined, { rate: 1, burst: 10 }]);
  });

  it('refuses null below a throttle of the document', () => {
    expect(
      compileYaml(`
      x-gateway: { throttle: { rate: 5, burst: 10 } }
      paths: { /a: { get: { x-gateway: { throttle: null } } } }
    `).problems,
    ).toEqual([
      'error throttle-taken-away /paths/~1a/get/x-gateway/throttle: the throttle of the stage cannot be taken away, give this operation a higher one',
    ]);
  });
});
