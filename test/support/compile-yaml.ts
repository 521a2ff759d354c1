import type { ApiModel } from '../../lib/compiler/api-model.ts';
import { type CompileOptions, compile } from '../../lib/compiler/compile.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import { unindented } from '../../lib/compiler/rules/unindented.ts';

const HEAD = `openapi: 3.0.3
info: { title: Test, version: '1' }
servers: [{ url: https://api.example.com }]
`;

export interface CompiledYaml {
  readonly model: ApiModel | undefined;
  /** `severity rule pointer: message`, in the document's order, without the general warning about validation. */
  readonly problems: readonly string[];
}

/** Compiles a document given without its first three lines (version, info, one server), or whole. */
export function compileYaml(yaml: string, options?: CompileOptions): CompiledYaml {
  const text = unindented(yaml);
  const source = parseDocument('test.yaml', text.includes('openapi:') ? text : HEAD + text);
  const { problems, model } = compile(source, options);
  const lines = problems.map(({ severity, rule, pointer, message }) => `${severity} ${rule} ${pointer}: ${message}`);
  return { model, problems: lines };
}

/** The only operation of the model, or the one of that id. */
export function operationOf({ model, problems }: CompiledYaml, id?: string) {
  const operation = model?.operations.find((each) => id === undefined || each.id === id);
  if (operation === undefined) throw new Error(`no operation ${id ?? ''}: ${problems.join('\n')}`);
  return operation;
}
