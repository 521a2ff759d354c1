import { packageInfo } from './package-info.ts';

const { homepage } = packageInfo();

/** Where a page of the documentation is: below the homepage of the package, or else in the package itself. */
export function docsUrl(page: string): string {
  const path = `docs/${page}`;
  return homepage === undefined ? path : new URL(path, homepage.endsWith('/') ? homepage : `${homepage}/`).href;
}

export const rulePageUrl = (rule: string): string => docsUrl(`rules/${rule}.md`);
