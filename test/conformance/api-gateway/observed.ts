import type { Reply } from '../../support/send.ts';

/** What a try saw, by the names that the recorded responses use. */
export type Observed = Readonly<Record<string, unknown>>;

/** An answer of the data plane: status, header fields, body as text and as JSON. */
export function observed(reply: Reply, more: Observed = {}): Observed {
  return {
    status: reply.status,
    headers: fields(reply.rawHeaders),
    body: parsed(reply.text) ?? reply.text,
    body_raw: reply.text,
    ...more,
  };
}

/** The event that the echoing function got. */
export function echoed(reply: Reply, more: Observed = {}): Observed {
  return observed(reply, { event: parsed(reply.text), ...more });
}

/** What the echoing backend got. */
export function forwarded(reply: Reply, more: Observed = {}): Observed {
  const told = (parsed(reply.text) ?? {}) as {
    method?: string;
    args?: unknown;
    rawHeaders?: string[];
    base64?: string;
  };
  return observed(reply, {
    backend_method: told.method,
    backend_args: told.args,
    backend_headers: fields(told.rawHeaders ?? []),
    ...more,
  });
}

/** Names and values, repeated ones joined as the recordings write them. */
function fields(rawHeaders: readonly string[]): Readonly<Record<string, string>> {
  const joined: Record<string, string> = {};
  const counts = new Map<string, number>();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    joined[name] = joined[name] === undefined ? (rawHeaders[i + 1] ?? '') : `${joined[name]}, ${rawHeaders[i + 1]}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  for (const [name, count] of counts) if (count === 2) joined[name] = `${joined[name]} (two header lines)`;
  return joined;
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A call of the control plane: its body, or the error in the service's words. */
export async function controlled(call: Promise<unknown>, status: number): Promise<Observed> {
  try {
    const { $metadata: _, ...body } = (await call) as { readonly $metadata: unknown };
    return { status, body };
  } catch (error) {
    const { name, message, $metadata } = error as Error & { readonly $metadata?: { readonly httpStatusCode?: number } };
    return { status: $metadata?.httpStatusCode, errorCode: name, message };
  }
}
