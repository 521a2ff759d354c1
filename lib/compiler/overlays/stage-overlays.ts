import { existsSync } from 'node:fs';
import { join, parse } from 'node:path';

const FORMATS = ['yaml', 'yml', 'json'];

/**
 * A stage's own overlay, which lies beside the document: `gateway.prod.overlay.yaml` beside `gateway.yaml`. None, or one;
 * it is applied before those that are named.
 */
export function stageOverlays(document: string, stage: string): readonly string[] {
  const { dir, name } = parse(document);
  return FORMATS.map((format) => join(dir, `${name}.${stage}.overlay.${format}`))
    .filter((file) => existsSync(file))
    .slice(0, 1);
}
