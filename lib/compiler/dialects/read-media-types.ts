import { error, type Report } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { isObject, member } from '../plain-object.ts';
import { shown } from '../shown.ts';
import type { Located, NormalMediaType } from './normal-document.ts';
import { resolveReference } from './resolve-reference.ts';

/** The `content` of a request body, response, parameter or header; none where the owner has no such key. */
export function readMediaTypes(root: unknown, owner: Located, report: Report): readonly NormalMediaType[] {
  const content = located(owner, 'content');
  if (content === undefined) return [];
  if (!isObject(content.value)) {
    const message = `content is ${shown(content.value)}, expected an object such as { application/json: { schema } }`;
    report(error('document-shape', content.pointer, message));
    return [];
  }
  return Object.entries(content.value).flatMap(([type, value]) => {
    if (type.startsWith('x-') && !type.includes('/')) return [];
    // A reference in OpenAPI 3.2, and before where documents are split into files.
    const media = resolveReference(root, { value, pointer: pointerTo(content.pointer, type) }, report);
    if (media === undefined) return [];
    const [schema, itemSchema, encoding] = ['schema', 'itemSchema', 'encoding'].map((key) => located(media, key));
    return [{ type, schema, itemSchema, encoding, pointer: media.pointer }];
  });
}

/** A member with its place. */
export function located({ value, pointer }: Located, key: string): Located | undefined {
  const found = member(value, key);
  return found === undefined ? undefined : { value: found, pointer: pointerTo(pointer, key) };
}
