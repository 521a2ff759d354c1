/** Those of a list that a later one of the same name replaces, as a parameter of an operation does that of its path. */
export function replacedParameters<Parameter>(
  parameters: readonly Parameter[],
  nameOf: (parameter: Parameter) => string,
): readonly Parameter[] {
  const last = new Map(parameters.map((parameter) => [nameOf(parameter), parameter]));
  return last.size === parameters.length ? [] : parameters.filter((one) => last.get(nameOf(one)) !== one);
}

export const replaced = (name: string, place: string): string =>
  `"${name}" in ${place} stands in this list again, and the last one counts; remove one`;
