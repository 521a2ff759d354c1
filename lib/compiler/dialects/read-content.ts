import { error, type Report, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { isObject, member } from '../plain-object.ts';
import { shown } from '../shown.ts';
import type { Located, NormalContent, NormalHeader, NormalRequestBody, NormalResponse } from './normal-document.ts';
import { located, readMediaTypes } from './read-media-types.ts';
import { resolveReference } from './resolve-reference.ts';

/** What an operation's requests and responses may hold. */
export function readContent(root: unknown, operation: Located, report: Report): NormalContent {
  // Most requests are served whatever responses say: what is wrong with them keeps no document from being deployed.
  const milder: Report = ({ rule, pointer, message }) => report(warning(rule, pointer, message));
  return {
    request: readRequestBody(root, operation, report),
    responses: membersOf(operation, 'responses', milder).flatMap(([status, written]) =>
      readResponse(root, status, written, milder),
    ),
  };
}

function readRequestBody(root: unknown, operation: Located, report: Report): NormalRequestBody | undefined {
  const written = located(operation, 'requestBody');
  const found = written && resolveReference(root, written, report);
  if (found === undefined) return undefined;
  if (!isObject(found.value)) {
    const message = `a request body is ${shown(found.value)}, expected an object with content`;
    report(error('document-shape', found.pointer, message));
    return undefined;
  }
  return {
    required: member(found.value, 'required') === true,
    mediaTypes: readMediaTypes(found, report),
    pointer: found.pointer,
  };
}

function readResponse(root: unknown, status: string, written: Located, report: Report): readonly NormalResponse[] {
  const found = resolveReference(root, written, report);
  if (found === undefined) return [];
  return [
    {
      status: status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(),
      mediaTypes: readMediaTypes(found, report),
      headers: membersOf(found, 'headers', report).flatMap(([name, header]) => readHeader(root, name, header, report)),
      pointer: found.pointer,
    },
  ];
}

function readHeader(root: unknown, name: string, written: Located, report: Report): readonly NormalHeader[] {
  const found = resolveReference(root, written, report);
  if (found === undefined) return [];
  return [
    {
      name,
      required: member(found.value, 'required') === true,
      explode: member(found.value, 'explode'),
      schema: located(found, 'schema'),
      mediaType: readMediaTypes(found, report)[0],
      pointer: found.pointer,
    },
  ];
}

function membersOf(owner: Located, key: string, report: Report): readonly (readonly [string, Located])[] {
  const members = located(owner, key);
  if (members === undefined) return [];
  if (!isObject(members.value)) {
    report(error('document-shape', members.pointer, `${key} is ${shown(members.value)}, expected an object`));
    return [];
  }
  const { pointer } = members;
  return Object.entries(members.value)
    .filter(([name]) => !name.startsWith('x-') || key === 'headers')
    .map(([name, value]) => [name, { value, pointer: pointerTo(pointer, name) }] as const);
}
