import { error, type Report, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { isObject } from '../plain-object.ts';
import { shown } from '../shown.ts';
import type { Located, NormalContent, NormalHeader, NormalRequestBody, NormalResponse } from './normal-document.ts';
import { readFlag } from './read-flag.ts';
import { located, readMediaTypes } from './read-media-types.ts';
import { readOnce } from './read-once.ts';
import { resolveComponent } from './resolve-reference.ts';

/** Reads what an operation's requests and responses may hold. */
export function contentReader(root: unknown, report: Report): (operation: Located) => NormalContent {
  // Most requests are served whatever responses say: what is wrong with them keeps no document from being deployed.
  const milder: Report = ({ rule, pointer, message }) => report(warning(rule, pointer, message));
  const bodyOf = readOnce((found) => readRequestBody(root, found, report));
  const headerOf = readOnce((found) => readHeader(root, found, milder));
  const responseOf = readOnce((found) => ({
    mediaTypes: readMediaTypes(root, found, milder),
    headers: membersOf(found, 'headers', milder).flatMap(([name, written]): NormalHeader[] => {
      const header = resolveComponent(root, written, milder);
      return header === undefined ? [] : [{ name, ...headerOf(header) }];
    }),
    pointer: found.pointer,
  }));
  return (operation) => {
    const written = located(operation, 'requestBody');
    const body = written && resolveComponent(root, written, report);
    return {
      request: body && bodyOf(body),
      responses: membersOf(operation, 'responses', milder).flatMap(([status, at]): NormalResponse[] => {
        const found = resolveComponent(root, at, milder);
        const upper = status.toUpperCase();
        return found === undefined ? [] : [{ status: upper === 'DEFAULT' ? 'default' : upper, ...responseOf(found) }];
      }),
    };
  };
}

function readRequestBody(root: unknown, found: Located, report: Report): NormalRequestBody | undefined {
  if (!isObject(found.value)) {
    const message = `a request body is ${shown(found.value)}, expected an object such as { content: {} }`;
    report(error('document-shape', found.pointer, message));
    return undefined;
  }
  return {
    required: readFlag(found, 'required', report) ?? false,
    mediaTypes: readMediaTypes(root, found, report),
    pointer: found.pointer,
  };
}

function readHeader(root: unknown, found: Located, report: Report): Omit<NormalHeader, 'name'> {
  return {
    required: readFlag(found, 'required', report) ?? false,
    explode: readFlag(found, 'explode', report) ?? false,
    schema: located(found, 'schema'),
    mediaType: readMediaTypes(root, found, report)[0],
    pointer: found.pointer,
  };
}

function membersOf(owner: Located, key: string, report: Report): readonly (readonly [string, Located])[] {
  const members = located(owner, key);
  if (members === undefined) return [];
  if (!isObject(members.value)) {
    report(
      error(
        'document-shape',
        members.pointer,
        `${key} is ${shown(members.value)}, expected an object of them by their ${key === 'headers' ? 'names' : 'status'}`,
      ),
    );
    return [];
  }
  const { pointer } = members;
  return Object.entries(members.value)
    .filter(([name]) => !name.startsWith('x-') || key === 'headers')
    .map(([name, value]) => [name, { value, pointer: pointerTo(pointer, name) }] as const);
}
