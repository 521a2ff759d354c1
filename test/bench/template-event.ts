import { type EventParts, proxyEvent } from '../support/proxy-event.ts';

const HEADERS = {
  Accept: ['application/json'],
  'Accept-Encoding': ['gzip, br'],
  Host: ['api.example.com'],
  'User-Agent': ['bench'],
  'X-Amzn-Trace-Id': ['Root=1-5759e988-bd862e3fe1be46a994272793'],
  'X-Forwarded-For': ['192.0.2.1'],
  'X-Forwarded-Port': ['443'],
  'X-Forwarded-Proto': ['https'],
};

/** The example's `GET /catalogue/templates/{templateId}`: public, proxied, not cached. */
export function templateEvent(parts: EventParts = {}) {
  return proxyEvent({
    resource: '/catalogue/templates/{templateId}',
    path: '/catalogue/templates/corner-shop',
    pathParameters: { templateId: 'corner-shop' },
    query: { verbose: ['1'] },
    headers: HEADERS,
    ...parts,
  });
}
