import type { ApiModel } from '../../compiler/index.ts';
import { LOCAL_SUBJECT } from './curl-line.ts';

/** How to get a secret of each scheme that has secrets of its own: lines for a shell, which print it. */
export function credentialLines({ schemes }: Pick<ApiModel, 'schemes'>, url: string): readonly string[] {
  return Object.entries(schemes).flatMap(([name, { kind }]) => {
    const made = kind === 'basic' ? 'basic' : kind === 'api-key' ? 'key' : undefined;
    if (made === undefined) return [];
    return [
      `SECRET=$(npx gatewright credentials add ${LOCAL_SUBJECT} --scheme ${name} --kind ${made} --endpoint ${url})`,
    ];
  });
}
