import { compile } from '../../lib/compiler/compile.ts';
import type { Change, Version } from '../../lib/compiler/diff/change.ts';
import { diffVersions } from '../../lib/compiler/diff/diff-versions.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import { exampleDocument } from '../../lib/compiler/rules/example-document.ts';

/** A version of a document, given without its first lines (version, info, server), or whole. */
export function versionOf(yaml: string): Version {
  const { reading, model, problems } = compile(parseDocument('test.yaml', exampleDocument({ yaml })));
  if (reading === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  return { reading, model };
}

/** `verdict check: message (operations)`. */
export function diffYaml(base: string, next: string): readonly string[] {
  return diffVersions(versionOf(base), versionOf(next)).map(textOf);
}

function textOf({ verdict, check, message, operations }: Change): string {
  return `${verdict} ${check}: ${message}${operations.length === 0 ? '' : ` (${operations.join(', ')})`}`;
}
