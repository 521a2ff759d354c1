/** By template: those of a configuration that requests were for. */
const known = new Map<string, readonly string[]>();

/** Texts and names of variables of a path template in turn, a text first and last. */
export function templateParts(template: string): readonly string[] {
  const found = known.get(template);
  if (found !== undefined) return found;
  const parts = template.split(/\{([^{}]+?)\+?\}/);
  known.set(template, parts);
  return parts;
}
