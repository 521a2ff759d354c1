import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { App, type Stack } from 'aws-cdk-lib/core';
import { EVERYTHING } from '../../docs/permissions-page.ts';
import { gatewayStack } from '../../lib/constructs/gateway-stack.ts';
import { nagFindings } from '../support/nag-findings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

/** `RULE at CONSTRUCT` of what is found and not acknowledged. */
function findings(name: string, props: Props, change?: (stack: Stack) => void): readonly string[] {
  const outdir = join(folder, name);
  const app = new App({ outdir, builtinCloudFormationValidation: false, treeMetadata: false });
  const stack = gatewayStack(app, {
    document: 'openapi/gateway.yaml',
    stageName: 'prod',
    apiGatewayLogRole: 'create',
    ...props,
  });
  change?.(stack);
  return nagFindings(app);
}

interface Props {
  readonly document?: string;
  readonly encryptionKey?: string;
}

describe('cdk-nag', () => {
  it('finds nothing in the example that is not explained', () => {
    expect(findings('plain', {})).toEqual([]);
  });

  it('finds what is not ours', () => {
    const attributes = { attributeDefinitions: [{ attributeName: 'a', attributeType: 'S' }] };
    const table = { ...attributes, keySchema: [{ attributeName: 'a', keyType: 'HASH' }] };
    expect(findings('other', {}, (stack) => new CfnTable(stack, 'Other', table))).toEqual([
      'AwsSolutions-DDB3 at Gatewright-prod/Other',
    ]);
  });

  it('finds no more under a key of ours', () => {
    expect(findings('key', { encryptionKey: 'arn:aws:kms:eu-west-1:111122223333:key/1-2' })).toEqual([]);
  });

  it('finds no more where a document uses everything', () => {
    const document = join(folder, 'everything.yaml');
    writeFileSync(document, EVERYTHING);
    expect(findings('everything', { document })).toEqual([]);
  });
});
