import { readFileSync } from 'node:fs';

export interface PackageInfo {
  readonly version: string;
  /** Where the documentation is published. */
  readonly homepage?: string;
}

/** The nearest package.json above is ours, both in the sources and in the published `dist`. */
export function packageInfo(): PackageInfo {
  for (const up of ['../../package.json', '../../../package.json']) {
    try {
      return JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8'));
    } catch {}
  }
  return { version: 'unknown' };
}
