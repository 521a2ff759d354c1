import { pointerKeys, valueAt } from '../../lib/compiler/json-pointer.ts';

/** References of a document that lead nowhere. */
export const dangling = (document: unknown): readonly string[] =>
  [...JSON.stringify(document).matchAll(/"\$ref":"(#\/[^"]*)"/g)]
    .map(([, reference = '']) => decodeURIComponent(reference.slice(1)))
    .filter((pointer) => valueAt(document, pointer) === undefined && pointerKeys(pointer)[0] !== 'properties');
