import { describe, expect, it } from '@jest/globals';
import { App } from 'aws-cdk-lib/core';
import { gatewayStack } from '../../lib/constructs/gateway-stack.ts';
import { checkStageName } from '../../lib/constructs/stage-name.ts';
import { aModel } from '../support/api-models.ts';

describe('checkStageName', () => {
  it('accepts what API Gateway does', () => {
    for (const name of ['prod', 'v1_2-eu', 'a'.repeat(128)]) expect(() => checkStageName(name)).not.toThrow();
  });

  it.each(['', 'a b', 'ä', 'a'.repeat(129)])('refuses %j', (name) => {
    expect(() => checkStageName(name)).toThrow(/^stageName is ".*", expected 1 to 128 letters, digits, - and _/);
  });
});

describe('gatewayStack', () => {
  it('refuses a stage name before CDK refuses the name of its stack', () => {
    const model = aModel([]);
    expect(() => gatewayStack(new App(), { model, stageName: 'a b' })).toThrow('stageName is "a b"');
  });
});
