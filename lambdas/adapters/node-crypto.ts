let loaded: typeof import('node:crypto') | undefined;

/** `node:crypto`, which takes 4 ms to load: when it is first needed. */
export function nodeCrypto(): typeof import('node:crypto') {
  loaded ??= process.getBuiltinModule('node:crypto');
  return loaded;
}
