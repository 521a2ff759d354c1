import type { NormalParameter } from './dialects/normal-document.ts';
import { HEADER_NAME } from './language/header-name.ts';
import { variableNames } from './variable-names.ts';

/** OpenAPI says that parameters of these names are ignored: they are described elsewhere in a document. */
const DESCRIBED_ELSEWHERE = new Set(['accept', 'authorization', 'content-type']);

/** Whether a parameter means anything: a request can hold one of its name, no other part of the document stands for it. */
export function isServedParameter({ name, in: place }: NormalParameter, path: string): boolean {
  if (!isSendable(name, place)) return false;
  if (place === 'header') return !DESCRIBED_ELSEWHERE.has(name.toLowerCase());
  return place !== 'path' || variableNames(path).includes(name);
}

/** Names of header fields and cookies are tokens both (RFC 9110 section 5.6.2, RFC 6265 section 4.1.1). */
export function isSendable(name: string, place: NormalParameter['in']): boolean {
  return place === 'header' || place === 'cookie' ? HEADER_NAME.test(name) : name !== '';
}
