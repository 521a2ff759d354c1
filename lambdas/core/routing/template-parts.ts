/** Texts and names of variables of a path template in turn, a text first and last. */
export const templateParts = (template: string): readonly string[] => template.split(/\{([^{}]+?)\+?\}/);
