import { asObject, type JsonObject, listOf, stringOf } from '../json-values.ts';
import type { PatchOperation } from '../state/local-state.ts';

/** A call of the control plane, taken apart. */
export interface ControlRequest {
  readonly method: string;
  /** Decoded, without the empty first one. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  /** `{}` when there is none or it is no JSON object. */
  readonly body: JsonObject;
  readonly rawBody: string;
}

export function controlRequest(method: string, url: string, rawBody: Buffer): ControlRequest {
  const [path = '', query = ''] = url.split('?', 2);
  const text = rawBody.toString('utf8');
  const segments = path.split('/').filter((part) => part !== '');
  return {
    method,
    segments: segments.map(decode),
    query: new URLSearchParams(query),
    body: parseObject(text),
    rawBody: text,
  };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function parseObject(text: string): JsonObject {
  try {
    return asObject(JSON.parse(text)) ?? {};
  } catch {
    return {};
  }
}

/** `patchOperations` of an Update call. */
export function patchOperations(body: JsonObject): readonly PatchOperation[] {
  return listOf(body.patchOperations).map((value) => {
    const patch = asObject(value) ?? {};
    const patchValue = stringOf(patch.value);
    const from = stringOf(patch.from);
    return {
      op: stringOf(patch.op) ?? '',
      path: stringOf(patch.path) ?? '',
      ...(patchValue !== undefined && { value: patchValue }),
      ...(from !== undefined && { from }),
    };
  });
}
