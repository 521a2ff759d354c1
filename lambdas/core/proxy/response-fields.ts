import type { HeaderField } from '../messages.ts';
import { endToEnd } from './hop-by-hop.ts';

/**
 * Fields of a target's response that go on to the client. Length and connection are API Gateway's to say; some others
 * (Date, Server, WWW-Authenticate, …) it renames to `x-amzn-Remapped-…` on its own.
 */
export const responseFields = (headers: readonly HeaderField[]): readonly HeaderField[] => [
  ...endToEnd(headers),
  ['Via', '1.1 gatewright'],
];
