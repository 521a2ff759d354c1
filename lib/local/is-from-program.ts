import type { ServerRequest } from './http-server.ts';
import { readHeader } from './steps/read-header.ts';

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

/**
 * A page in a browser of this machine reaches the port too, under a name of its own or with an `Origin`. A target's page
 * that is served on this port has neither when it GETs; every browser adds the other field, which no page can take away.
 */
const WEB_PAGE = ['origin', 'sec-fetch-site'];

/** Whether a program of this machine asks, to whom AWS's services answer here, and no web page. */
export function isFromProgram({ host, rawHeaders }: Pick<ServerRequest, 'host' | 'rawHeaders'>): boolean {
  return LOOPBACK.test(host) && WEB_PAGE.every((name) => readHeader(rawHeaders, name) === undefined);
}
