/** Lower-case hex. `node:crypto` takes 4 ms to load, so it is loaded when needed. */
export const sha256 = (text: string): string => process.getBuiltinModule('node:crypto').hash('sha256', text);
