import { openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { OperationDescription } from '../core/validation/operation-description.ts';
import type { Schema } from '../core/validation/schema.ts';
import type { Section, ValidationIndex } from '../core/validation/validation-index.ts';

/** What the compiler wrote of operations and their schemas beside this bundle: each is read when it is first needed. */
export interface ValidationFile {
  operation(id: string): OperationDescription;
  requestDefinition(name: string): Schema;
  responseDefinition(name: string): Schema;
}

/** Opens the file at the first call: a function that is asked for nothing of it starts without. */
export function validationFile(): ValidationFile {
  let opened: { readonly index: ValidationIndex; readonly file: number } | undefined;
  const open = () => {
    const index = JSON.parse(readFileSync(join(import.meta.dirname, 'validation-index.json'), 'utf8'));
    return { index, file: openSync(join(import.meta.dirname, 'validation.jsonl'), 'r') };
  };
  const read = <T>(group: keyof ValidationIndex, name: string): T => {
    opened ??= open();
    const section = opened.index[group][name];
    if (section === undefined) throw new Error(`validation-index.json has no ${group} "${name}"`);
    // The compiler of the same deployment wrote it from this very type.
    return JSON.parse(textOf(opened.file, section)) as T;
  };
  return {
    operation: (id) => read('operations', id),
    requestDefinition: (name) => read('requestDefinitions', name),
    responseDefinition: (name) => read('responseDefinitions', name),
  };
}

function textOf(file: number, [start, length]: Section): string {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const count = readSync(file, bytes, read, length - read, start + read);
    if (count === 0) throw new Error('validation.jsonl ends too early: deploy functions and configs together');
    read += count;
  }
  return bytes.toString('utf8');
}
