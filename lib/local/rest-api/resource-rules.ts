import type { ResourceRecord } from './api-record.ts';

const STATIC_SEGMENT = /^[A-Za-z0-9_.,:-]+$/;
const VARIABLE_SEGMENT = /^\{[A-Za-z0-9._:-]+(\+?)\}$/;

/** Whether a path part is a variable, and one that takes the rest of the path. */
export function variablePart(part: string): { readonly greedy: boolean } | undefined {
  const match = VARIABLE_SEGMENT.exec(part);
  return match === null ? undefined : { greedy: match[1] === '+' };
}

/** Why a part cannot stand below a parent beside those that do, in the service's words (recorded); `undefined`: it can. */
export function partProblem(
  siblings: readonly ResourceRecord[],
  parent: ResourceRecord,
  part: string,
): { readonly status: 400 | 409; readonly message: string } | undefined {
  const variable = variablePart(part);
  if (variable === undefined && !STATIC_SEGMENT.test(part)) {
    return bad(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    );
  }
  if (parent.pathPart !== undefined && variablePart(parent.pathPart)?.greedy === true)
    return bad(`Cannot create a child of a resource with a greedy path variable: ${parent.pathPart}`);
  if (siblings.some(({ pathPart }) => pathPart === part))
    return { status: 409, message: `Another resource with the same parent already has this name: ${part}` };
  const sibling = variable && siblings.find(({ pathPart }) => pathPart !== undefined && variablePart(pathPart));
  return sibling === undefined
    ? undefined
    : bad(`A sibling (${sibling.pathPart}) of this resource already has a variable path part -- only one is allowed`);
}

function bad(message: string) {
  return { status: 400, message } as const;
}
