import { nodeCrypto } from '../node-crypto.ts';
/** Lower-case hex. */
export const sha256 = (text: string): string => nodeCrypto().hash('sha256', text);
