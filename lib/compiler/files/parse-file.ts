import { CORE_SCHEMA, load, mergeTag, YAMLException } from 'js-yaml';
import { boundedAliases } from '../bounded-aliases.ts';
import { findDuplicateKey } from '../locate/find-duplicate-key.ts';
import { findJsonError } from '../locate/find-json-error.ts';
import { jsonTree } from '../locate/json-tree.ts';
import { lineIndex } from '../locate/line-index.ts';
import type { LocatedNode } from '../locate/located-node.ts';
import { offsetOf } from '../locate/offset-of.ts';
import { yamlTree } from '../locate/yaml-tree.ts';
import type { ParsedFile, SyntaxFailure } from './parsed-file.ts';

type Parsed =
  | { readonly kind: 'value'; readonly value: unknown; readonly tree: (text: string) => LocatedNode }
  | (SyntaxFailure & { readonly kind: 'failure' });

/**
 * Reads JSON (a text that starts with `{`, or a file named so), prose (`.md`, `.txt`), or YAML 1.2 with merge keys.
 * Positions are looked for when a problem needs one, never before.
 */
export function parseFile(file: string, text: string): ParsedFile {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const parsed = parse(file, content);
  const position = lineIndex(content);
  if (parsed.kind === 'failure') {
    const { offset, message } = parsed;
    return { file, text, value: undefined, failure: { offset, message }, position: () => position(offset) };
  }
  let tree: LocatedNode | undefined;
  return {
    file,
    text,
    value: parsed.value,
    failure: undefined,
    position(pointer) {
      tree ??= parsed.tree(content);
      return position(offsetOf(tree, pointer));
    },
  };
}

function parse(file: string, text: string): Parsed {
  if (/\.(md|txt)$/i.test(file)) return { kind: 'value', value: text, tree: () => PROSE };
  if (!/^\s*\{/.test(text) && !/\.json$/i.test(file)) return parseYaml(text);
  const parsed = parseJson(text);
  // YAML's flow style starts with a brace as well.
  return parsed.kind === 'failure' && /\.ya?ml$/i.test(file) ? parseYaml(text) : parsed;
}

function parseJson(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    const twice = findDuplicateKey(text, value);
    if (twice === undefined) return { kind: 'value', value, tree: jsonTree };
    const message = `invalid JSON: the key ${JSON.stringify(twice.key)} is here twice and only the last one would count, remove one`;
    return { kind: 'failure', offset: twice.offset, message };
  } catch (cause) {
    const error = findJsonError(text);
    const found =
      error === undefined ? String(cause) : `expected ${error.expected}, found ${excerpt(text, error.offset)}`;
    return { kind: 'failure', offset: error?.offset ?? 0, message: `invalid JSON: ${found}, correct it here` };
  }
}

const PROSE: LocatedNode = { start: 0, child: () => undefined };

const YAML_SCHEMA = CORE_SCHEMA.withTags(mergeTag);

function parseYaml(text: string): Parsed {
  try {
    const { value, read } = loadYaml(text);
    if (text.includes('&') && !boundedAliases(value)) {
      const message =
        'invalid YAML: its aliases stand for more than 2 million values, or for themselves; write them out';
      return { kind: 'failure', offset: Math.max(0, text.indexOf('&')), message };
    }
    return { kind: 'value', value, tree: () => yamlTree(read) };
  } catch (cause) {
    const known = cause instanceof YAMLException ? cause : undefined;
    return {
      kind: 'failure',
      offset: known?.mark?.position ?? 0,
      message: `invalid YAML: ${known?.reason ?? cause}, correct it here (YAML 1.2 or JSON)`,
    };
  }
}

/** In a document by hand, a few. */
const MAX_JOINED_LINES = 100;

/**
 * YAML 1.2 wants the lines of `{…}` and `[…]` indented deeper than what is around them, but libyaml and most others do not,
 * and neither do documents as known as that of Docker: such a line is joined to the one before, which moves no offset.
 */
function loadYaml(text: string): { readonly value: unknown; readonly read: string } {
  let read = text;
  for (let joined = 0; ; joined++) {
    try {
      return { value: load(read, { schema: YAML_SCHEMA }), read };
    } catch (cause) {
      const { reason, mark } = cause instanceof YAMLException ? cause : {};
      const end = reason === 'deficient indentation' ? read.lastIndexOf('\n', mark?.position) : -1;
      if (end === -1 || joined === MAX_JOINED_LINES) throw cause;
      read = `${read.slice(0, end)} ${read.slice(end + 1)}`;
    }
  }
}

function excerpt(text: string, offset: number): string {
  const found = /^[^\s]{1,20}/.exec(text.slice(offset, offset + 20))?.[0];
  return found === undefined ? 'the end of the file' : JSON.stringify(found);
}
