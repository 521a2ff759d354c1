/** The variables of a path template in their order, a greedy one (`{path+}`) without its sign. */
export const variableNames = (path: string): readonly string[] =>
  [...path.matchAll(/\{([^{}/]+?)\+?\}/g)].map(([, name = '']) => name);
