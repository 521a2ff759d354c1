import type { HeaderField, ResponseMessage } from '../messages.ts';

/** What the gateway itself has to say against a request. Nothing of the inside goes in: no address, no stack. */
export interface GatewayProblem {
  readonly status: keyof typeof TITLES;
  /** One sentence for the API's consumer. */
  readonly detail: string;
  /** Extension member (RFC 9457 section 3.2): each single fault of a request. */
  readonly errors?: readonly object[];
  readonly headers?: readonly HeaderField[];
}

const TITLES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
} as const;

/** RFC 9457. The type is `about:blank`, so the title is the status's own phrase. */
export function problemResponse({ status, detail, errors, headers = [] }: GatewayProblem): ResponseMessage {
  const problem = { type: 'about:blank', title: TITLES[status], status, detail, ...(errors && { errors }) };
  return {
    status,
    headers: [['Content-Type', 'application/problem+json'], ['Cache-Control', 'no-store'], ...headers],
    body: new TextEncoder().encode(JSON.stringify(problem)),
  };
}
