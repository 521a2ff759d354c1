import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { diskFiles } from '../../../lib/compiler/index.ts';

describe('diskFiles', () => {
  let inside: string;
  let outside: string;
  beforeEach(() => {
    inside = mkdtempSync(join(tmpdir(), 'gatewright-inside-'));
    outside = mkdtempSync(join(tmpdir(), 'gatewright-outside-'));
    writeFileSync(join(outside, 'secret'), 'key: value');
    writeFileSync(join(outside, 'shared.yaml'), 'a: 1');
  });
  afterEach(() => {
    for (const folder of [inside, outside]) rmSync(folder, { recursive: true });
  });

  const linked = (target: string) => {
    symlinkSync(target, join(inside, 'link.yaml'));
    return diskFiles([join(inside, 'api.yaml')])(join(inside, 'link.yaml'));
  };

  it('follows no link out of the folder to a file that no reference could name', () => {
    expect(linked(join(outside, 'secret'))).toEqual({
      kind: 'unreadable',
      why: expect.stringContaining("a link out of the document's folder"),
    });
  });

  it('follows links to what a reference may name', () => {
    expect(linked(join(outside, 'shared.yaml'))).toEqual({ kind: 'text', text: 'a: 1' });
  });

  it('follows links inside the folder', () => {
    writeFileSync(join(inside, 'part'), 'b: 2');
    expect(linked(join(inside, 'part'))).toEqual({ kind: 'text', text: 'b: 2' });
  });
});
