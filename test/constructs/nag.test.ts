import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { App, type Stack, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { gatewayStack } from '../../lib/constructs/gateway-stack.ts';
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
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  const exitCode = process.exitCode;
  app.synth();
  // A report with errors sets it.
  process.exitCode = exitCode;
  const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as Report; // CDK's form
  return pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs: found }) =>
      found.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    ),
  );
}

interface Props {
  readonly encryptionKey?: string;
}

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath: string }[];
    }[];
  }[];
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
});
