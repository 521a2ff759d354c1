import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  authorizerConfig,
  compile,
  formatProblem,
  type GatewayBindings,
  gatewayDocument,
  healthConfig,
  routerConfig,
  validationFiles,
} from '../../compiler/index.ts';
import { makeFolder, unwritable } from '../../make-folder.ts';
import { compileSettings } from '../compile-settings.ts';
import { documentReader } from '../document-reader.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { countProblems } from '../format-problems.ts';
import { printNote, printResult } from '../output.ts';
import type { CompileOptions } from './compile-options.ts';

/** Stand for what only a deployment knows: pseudo parameters of CloudFormation and names for Fn::Sub to fill in. */
const PLACEHOLDERS: GatewayBindings = {
  routerUri: invocation('${RouterVersionArn}', '2015-03-31', 'invocations'),
  streamingRouterUri: invocation('${StreamingRouterVersionArn}', '2021-11-15', 'response-streaming-invocations'),
  usageUri: invocation('${UsageVersionArn}', '2015-03-31', 'invocations'),
  authorizerUri: invocation('${AuthorizerVersionArn}', '2015-03-31', 'invocations'),
};

export async function runCompile(file: string, options: CompileOptions): Promise<ExitCode> {
  const source = await documentReader(options)(file);
  const { problems, model, publicDocument } = compile(source, compileSettings(options));
  for (const problem of problems) printNote(formatProblem(problem));
  await writeOutputs(options.out, {
    'problems.json': problems,
    'gateway-document.json': model && gatewayDocument(model, PLACEHOLDERS),
    'router-config.json': model && routerConfig(model),
    'authorizer-config.json': model && authorizerConfig(model),
    'health-config.json': model && healthConfig(model),
    'validation-index.json': undefined,
    'validation.jsonl': undefined,
    ...(model && validationFiles(model)),
    'openapi.json': publicDocument?.(),
  });
  printNote(`${file}: ${countProblems(problems)}`);
  return model === undefined ? EXIT.failed : EXIT.ok;
}

/** A text is written as it is. A file without a value is removed: one of an earlier run would be taken for this run's. */
async function writeOutputs(dir: string, outputs: Readonly<Record<string, unknown>>): Promise<void> {
  const advice = 'name a folder you may write to';
  makeFolder(dir, { advice });
  try {
    for (const [name, value] of Object.entries(outputs)) {
      const path = join(dir, name);
      if (value === undefined) {
        await rm(path, { force: true });
      } else {
        await writeFile(path, typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`);
        printResult(path);
      }
    }
  } catch (cause) {
    throw unwritable(dir, advice, cause);
  }
}

function invocation(functionArn: string, apiVersion: string, action: string): string {
  return `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/${apiVersion}/functions/${functionArn}/${action}`;
}
