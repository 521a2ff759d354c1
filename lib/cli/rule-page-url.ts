import { packageInfo } from './package-info.ts';

const { homepage } = packageInfo();

/** Where the page of a rule is: below the homepage of the package, or else in the package itself. */
export function rulePageUrl(rule: string): string {
  const path = `docs/rules/${rule}.md`;
  return homepage === undefined ? path : new URL(path, homepage.endsWith('/') ? homepage : `${homepage}/`).href;
}
