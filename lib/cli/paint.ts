import { styleText } from 'node:util';

/** Colours stdout where it is a terminal and `NO_COLOR` is not set. */
export function paint(format: Parameters<typeof styleText>[0], text: string): string {
  return styleText(format, text, { stream: process.stdout });
}
