/** Bytes of a request's or a buffered response's body (quotas page). */
export const MAX_BODY = 10_485_760;
/** Bytes of all header names, values and line ends; bytes of the URL (quotas page, Regional). */
const MAX_HEADERS = 10_240;
const MAX_URL = 10_240;

/** What the front of API Gateway answers by itself, without an API: plain text, no request id. */
export interface LimitExceeded {
  readonly status: 413 | 414;
  readonly message: string;
}

export const BODY_TOO_LARGE: LimitExceeded = {
  status: 413,
  message: `HTTP content length exceeded ${MAX_BODY} bytes.`,
};

/** Checks the size of URL and headers. */
export function checkLimits(url: string, rawHeaders: readonly string[]): LimitExceeded | undefined {
  if (url.length > MAX_URL) return { status: 414, message: 'Request URI too long' };
  let bytes = 0;
  for (let i = 0; i + 1 < rawHeaders.length; i += 2)
    bytes += (rawHeaders[i]?.length ?? 0) + (rawHeaders[i + 1]?.length ?? 0) + 4;
  return bytes > MAX_HEADERS ? { status: 413, message: `HTTP header is larger than ${MAX_HEADERS} bytes.` } : undefined;
}
