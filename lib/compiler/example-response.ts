import type { MockHandling } from '../../lambdas/core/router-config.ts';
import type { Located } from './dialects/normal-document.ts';
import { resolveReference } from './dialects/resolve-reference.ts';
import type { Report } from './finding.ts';
import { pointerTo } from './json-pointer.ts';
import { isObject, member, type PlainObject } from './plain-object.ts';
import { withinDepth } from './within-depth.ts';

const MAX_DEPTH = 64;

/** The document's own example of an operation's lowest 2xx response; `undefined` where it has none. */
export function exampleResponse(root: unknown, operation: Located, report: Report): MockHandling | undefined {
  const lowest = lowestSuccess(root, operation, report);
  if (lowest === undefined) return undefined;
  const { status, response } = lowest;
  const content = member(response, 'content');
  if (!isObject(content) || Object.keys(content).length === 0) return { kind: 'mock', status, headers: [], body: '' };
  for (const [type, value] of Object.entries(content)) {
    const media = resolveReference(root, { value, pointer: operation.pointer }, report)?.value;
    const example = exampleOf(root, media, report);
    if (example === undefined || !withinDepth(example, MAX_DEPTH)) continue;
    const body = typeof example === 'string' && !/[/+]json\b/i.test(type) ? example : JSON.stringify(example);
    return { kind: 'mock', status, headers: [['content-type', type]], body };
  }
  return undefined;
}

function lowestSuccess(root: unknown, { value, pointer }: Located, report: Report) {
  const responses = member(value, 'responses');
  const keys = Object.keys(isObject(responses) ? responses : {}).filter((key) => /^2(\d\d|XX)$/.test(key));
  const [key] = keys.sort();
  if (key === undefined) return undefined;
  const written = { value: member(responses, key), pointer: pointerTo(pointer, 'responses', key) };
  const response = resolveReference(root, written, report)?.value;
  return response === undefined ? undefined : { status: Number(key.replace('XX', '00')), response };
}

/** `example`, the first of `examples`, or the schema's own, in this order. */
function exampleOf(root: unknown, media: unknown, report: Report): unknown {
  const own = member(media, 'example');
  if (own !== undefined) return own;
  const resolve = (value: unknown) => resolveReference(root, { value, pointer: '' }, report)?.value;
  const examples = member(media, 'examples');
  const [first] = Object.values(isObject(examples) ? (examples as PlainObject) : {});
  const value = first === undefined ? undefined : member(resolve(first), 'value');
  return value ?? member(resolve(member(media, 'schema')), 'example');
}
