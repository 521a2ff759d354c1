/** A text from a template literal, without the indentation of the code around it. */
export function unindented(text: string): string {
  const indentation = /^\n( *)/.exec(text)?.[1] ?? '';
  return text.replaceAll(`\n${indentation}`, '\n').trim();
}
