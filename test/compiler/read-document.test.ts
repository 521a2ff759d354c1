import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readDocument } from '../../lib/compiler/read-document.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatewright-read-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('readDocument', () => {
  it('reads a file, named in problems as the user named it', async () => {
    const file = join(folder, 'a.yaml');
    await writeFile(file, 'openapi: 3.0.3');
    expect(readDocument(file)).toMatchObject({ file, value: { openapi: '3.0.3' } });
  });

  it('refuses a file that does not exist', () => {
    const message = expect.stringContaining('no such file');
    expect(failure(join(folder, 'none.yaml'))).toMatchObject({
      code: 'DOCUMENT_NOT_FOUND',
      message,
    });
  });

  it('refuses an overlay that does not exist, as such', async () => {
    const [file, overlay] = [join(folder, 'b.yaml'), join(folder, 'none.overlay.yaml')];
    await writeFile(file, 'openapi: 3.0.3');
    const message = `no such file: ${overlay}, name an OpenAPI Overlay in YAML or JSON`;
    expect(() => readDocument(file, { overlays: [overlay] })).toThrow(
      expect.objectContaining({ code: 'OVERLAY_NOT_FOUND', message }),
    );
  });

  it('refuses a folder', async () => {
    await mkdir(join(folder, 'inner'));
    const message = expect.stringContaining('it is a folder');
    expect(failure(join(folder, 'inner'))).toMatchObject({ code: 'DOCUMENT_UNREADABLE', message });
  });

  it('refuses what is not text', async () => {
    const file = join(folder, 'a.bin');
    await writeFile(file, new Uint8Array([0x7b, 0xff, 0xfe]));
    const message = expect.stringContaining('not UTF-8');
    expect(failure(file)).toMatchObject({ code: 'DOCUMENT_UNREADABLE', message });
  });
});

function failure(file: string): unknown {
  try {
    return readDocument(file);
  } catch (error) {
    return error;
  }
}
