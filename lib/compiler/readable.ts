/** Twice the longest message that quotes names of usual length. */
const MAX_LENGTH = 800;

/** Messages quote the document: no name in it breaks their line, drives a terminal or hides what to do by its length. */
export function readable(message: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  const line = message.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (found) => {
    return `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  if (line.length <= MAX_LENGTH) return line;
  return `${line.slice(0, MAX_LENGTH / 2)} … ${line.slice(-MAX_LENGTH / 2)}`;
}
