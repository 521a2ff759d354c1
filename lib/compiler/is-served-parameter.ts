import type { NormalParameter } from './dialects/normal-document.ts';
import { variableNames } from './variable-names.ts';

/** OpenAPI says that parameters of these names are ignored: they are described elsewhere in a document. */
const DESCRIBED_ELSEWHERE = new Set(['accept', 'authorization', 'content-type']);

/** Whether a parameter means anything: it has a name, no other part of the document stands for it, its path holds it. */
export function isServedParameter({ name, in: place }: NormalParameter, path: string): boolean {
  if (name === '') return false;
  if (place === 'header') return !DESCRIBED_ELSEWHERE.has(name.toLowerCase());
  return place !== 'path' || variableNames(path).includes(name);
}
