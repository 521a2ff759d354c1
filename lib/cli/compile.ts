import type { Command } from 'commander';
import type { CompileOptions } from './compile/compile-options.ts';
import type { Finish } from './exit-code.ts';
import { documentOptions } from './options.ts';

export function addCompile(program: Command, finish: Finish): void {
  documentOptions(
    program
      .command('compile')
      .description('write what an OpenAPI document becomes, without any CDK')
      .argument('<file>', 'OpenAPI 3 or Swagger 2.0 document, YAML or JSON')
      .requiredOption('--out <dir>', 'folder to write to; made if it is missing'),
  )
    .addHelpText('after', HELP)
    .action(async (file: string, options: CompileOptions) => {
      const { runCompile } = await import('./compile/run-compile.ts');
      finish(await runCompile(file, options));
    });
}

const HELP = `
Writes gateway-document.json (what API Gateway imports; ARNs with CloudFormation's pseudo parameters, as Fn::Sub takes
them), what lies beside the functions' code (router-config.json; validation.jsonl and its index, which requests are held
against; authorizer-config.json where an operation needs a token, health-config.json where a backend is probed),
openapi.json (the document for consumers: without x-gateway, with what the gateway itself may answer) and problems.json.

Example:
  $ gatewright compile openapi/gateway.yaml --out build`;
