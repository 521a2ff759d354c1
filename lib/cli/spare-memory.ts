import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's young generation at its first size: under load it would grow to 64 MB, of which a gateway uses almost nothing,
 * for what a request makes is garbage when it is answered. For commands that serve; those that compute are quicker with it.
 */
export function spareMemory(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
