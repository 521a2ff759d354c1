/** EDGE: a client of a deployed API. */
export interface Caller {
  get(path: string, headers?: Headers): Promise<CallerAnswer>;
  post(path: string, body: object, headers?: Headers): Promise<CallerAnswer>;
  /** An `Authorization` field with a token of these scopes. */
  token(scope: string): Promise<Headers>;
  /** An `x-api-key` of the plan `team`. */
  readonly key: Headers;
}

type Headers = Readonly<Record<string, string>>;

export interface CallerAnswer {
  readonly status: number;
  readonly headers: globalThis.Headers;
  readonly text: string;
  /** Empty where the text is no JSON object. */
  readonly json: Readonly<Record<string, unknown>>;
}

export function createCaller(url: string, { token, key }: Pick<Caller, 'token' | 'key'>): Caller {
  return {
    token,
    key,
    get: (path, headers = {}) => send(`${url}${path}`, { headers }),
    post: (path, body, headers = {}) =>
      send(`${url}${path}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
  };
}

async function send(url: string, init: RequestInit): Promise<CallerAnswer> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: parsed(text) };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
