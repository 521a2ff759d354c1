import { describe, expect, it } from '@jest/globals';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Tags } from 'aws-cdk-lib/core';
import { documentHash } from '../../lib/compiler/index.ts';
import type { ApiModel } from '../../lib/index.ts';
import { aModel, anOperation } from '../support/api-models.ts';
import { gatewayTemplates, resourcesOf } from '../support/gateway-template.ts';

const templateOf = gatewayTemplates();
const model = aModel([anOperation({ path: '/pets' }), anOperation({ path: '/pets/{id}' })]);
const before = templateOf({ model });

function deploymentId(changed: ApiModel, change?: Parameters<typeof templateOf>[1]): string {
  return Object.keys(resourcesOf(templateOf({ model: changed }, change), 'AWS::ApiGateway::Deployment')).join();
}

const idBefore = Object.keys(resourcesOf(before, 'AWS::ApiGateway::Deployment')).join();

describe('deployment', () => {
  it('is kept when another takes its place, but not when its creation is rolled back', () => {
    const [resource] = Object.values(resourcesOf(before, 'AWS::ApiGateway::Deployment'));
    expect(resource).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  it('says what it was made of: the document, and the versions by number', () => {
    const [resource] = Object.values(resourcesOf(before, 'AWS::ApiGateway::Deployment'));
    const [router] = Object.keys(resourcesOf(before, 'AWS::Lambda::Function'));
    const [version] = Object.keys(resourcesOf(before, 'AWS::Lambda::Version'));
    const number = { 'Fn::GetAtt': [version, 'Version'] };
    expect(resource?.Properties.Description).toEqual({
      'Fn::Join': ['', [`Gatewright document=${documentHash(model)} versions=`, { Ref: router }, ':', number]],
    });
  });

  it('is what the stage serves', () => {
    before.hasResourceProperties('AWS::ApiGateway::Stage', { DeploymentId: { Ref: idBefore } });
  });

  it('is another one where the gateway document is', () => {
    expect(deploymentId(aModel([anOperation({ path: '/pets' })]))).not.toBe(idBefore);
  });

  it('is another one where only the router config is, through the version', () => {
    const [first, ...rest] = model.operations;
    const slower = anOperation({ path: '/pets', handling: { ...first?.handling, timeout: 9000 } as never }); // a ProxyHandling, as anOperation makes it
    expect(deploymentId(aModel([slower, ...rest]))).not.toBe(idBefore);
  });

  it('is another one where an aspect or override changes a function', () => {
    const grow = (stack: Parameters<NonNullable<Parameters<typeof templateOf>[1]>>[0]) => {
      for (const one of stack.node.findAll()) if (CfnFunction.isCfnFunction(one)) one.memorySize = 2048;
    };
    expect(deploymentId(model, grow)).not.toBe(idBefore);
  });

  it('stays where only prose changes', () => {
    const retold = model.operations.map((operation) => ({ ...operation, summary: 'Told anew', tags: ['new'] }));
    expect(deploymentId({ ...model, title: 'Another title', version: '2.0.0', operations: retold })).toBe(idBefore);
  });

  it('stays where only tags of the stack change', () => {
    expect(deploymentId(model, (stack) => Tags.of(stack).add('team', 'cloud'))).toBe(idBefore);
  });
});
