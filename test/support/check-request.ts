import type { HeaderField } from '../../lambdas/core/messages.ts';
import { schemaReader } from '../../lambdas/core/validation/schema-reader.ts';
import { type RequestVerdict, validateRequest } from '../../lambdas/core/validation/validate-request.ts';
import { compileYaml, operationOf } from './compile-yaml.ts';

export interface AskedParts {
  readonly path?: Record<string, string>;
  /** Percent-encoded. */
  readonly query?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

/** Holds requests against the only operation of a document, given as to `compileYaml`. */
export function requestChecker(yaml: string): (asked: AskedParts) => RequestVerdict {
  const compiled = compileYaml(yaml);
  const { description = { parameters: [] } } = operationOf(compiled);
  const schemas = schemaReader((name) => compiled.model?.schemas.request[name] ?? true);
  const matches = (pattern: string, text: string) => new RegExp(pattern, 'u').test(text);
  return ({ path = {}, query = '', headers = {}, body }) => {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    const fields = Object.entries(headers).map((field): HeaderField => field);
    const request = { pathParameters: path, query, headers: fields, body: bytes };
    return validateRequest(description, request, { schemas, matches });
  };
}

/** `place name #/pointer: detail` of each fault; a body of a wrong type is one of them. */
export function faultLines(verdict: RequestVerdict): readonly string[] {
  if (verdict.kind === 'valid') return [];
  if (verdict.kind === 'unsupported') return [`415 ${verdict.detail}`];
  return verdict.faults.map(({ in: place, name, path, detail }) => {
    const pointer = path.map(({ key }) => `/${key}`).join('');
    return [place, name, pointer]
      .filter((part) => part !== undefined && part !== '')
      .join(' ')
      .concat(` ${detail}`);
  });
}
