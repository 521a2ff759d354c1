/** The path of a request for a template: a value of its own for each variable, that no literal of a document is; of two segments for a greedy one. */
export function requestPath(template: string, serial = 0): { path: string; values: Readonly<Record<string, string>> } {
  const values: Record<string, string> = Object.create(null);
  const path = template.replaceAll(
    /\{([^{}]+?)(\+?)\}|([^{}]+)/g,
    (_, name?: string, greedy?: string, text?: string) => {
      if (name === undefined) return encodeText(text ?? '');
      const value = `V${serial}V${Object.keys(values).length}V`;
      values[name] = greedy ? `${value}/${value}` : value;
      return values[name];
    },
  );
  return { path, values };
}

/** As a client writes a literal: encoded where a path cannot hold it, once. */
function encodeText(text: string): string {
  return text.replaceAll(/%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9._~!$&'()*+,;=:@/%-]+/g, (found) => encodeURIComponent(found));
}
