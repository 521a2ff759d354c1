import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { App, type Stack } from 'aws-cdk-lib/core';
import { gatewayStack } from '../../lib/constructs/gateway-stack.ts';
import type { OpenApiGatewayProps } from '../../lib/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A resource as it stands in a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** Makes templates of gateways, without CDK's validation, in a folder that goes with the tests of the file. */
export function gatewayTemplates(): (props: OpenApiGatewayProps, change?: (stack: Stack) => void) => Template {
  const folder = temporaryFolder();
  return (props, change) => {
    const app = new App({ outdir: mkdtempSync(join(folder, 'assembly-')), builtinCloudFormationValidation: false });
    const stack = gatewayStack(app, { stageName: 'prod', ...props });
    change?.(stack);
    return Template.fromStack(stack);
  };
}

/** The resources of a type, by logical id. */
export function resourcesOf(template: Template, type: string): Readonly<Record<string, TemplateResource>> {
  return template.findResources(type) as Readonly<Record<string, TemplateResource>>; // what CloudFormation asks for
}
