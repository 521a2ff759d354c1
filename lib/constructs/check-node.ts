import { UserError } from '../errors.ts';

/** The `engines` of package.json, which npm only warns of: what an older Node lacks would fail without naming it. */
const OLDEST = 24;

/** @param version as in `process.versions.node` */
export function checkNode(version: string): void {
  if (Number.parseInt(version, 10) >= OLDEST) return;
  throw new UserError(
    'NODE_TOO_OLD',
    `gatewright needs Node >= ${OLDEST}, this is v${version}: install it, or run \`npm install --save-dev node@${OLDEST}\` here, npx and npm scripts then use it`,
  );
}
