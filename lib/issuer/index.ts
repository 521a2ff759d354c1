/** A token issuer on this machine, for development and tests: nothing here is ever deployed. */

export type { TokenRequest } from './sign-token.ts';
export { type LocalIssuer, type LocalIssuerOptions, startLocalIssuer } from './start-local-issuer.ts';
