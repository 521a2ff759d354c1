import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RouterConfig } from '../../lambdas/core/router-config.ts';

const CONFIG = 'router-config.json';

/** The same bundle, whose config has ten thousand operations more, on paths that branch where the example's do. */
export function withMoreOperations(root: string, router: string): string {
  const folder = join(root, '.bench/many-operations');
  // With what else lies beside it: what requests are held against.
  cpSync(dirname(router), folder, { recursive: true });
  // Written by the compiler from this type.
  const config = JSON.parse(readFileSync(join(dirname(router), CONFIG), 'utf8')) as RouterConfig;
  const [first] = config.operations;
  if (first === undefined) throw new Error('the example has no operation');
  const more = Array.from({ length: 10_000 }, (_, index) => {
    const path = `/catalogue/${index % 2 ? 'templates' : `group-${index}`}/{templateId}/part-${index}`;
    return { ...first, id: `part${index}`, path, resource: path };
  });
  writeFileSync(join(folder, CONFIG), JSON.stringify({ ...config, operations: [...more, ...config.operations] }));
  return join(folder, 'index.cjs');
}
