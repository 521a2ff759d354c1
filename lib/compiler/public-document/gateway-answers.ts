import type { NormalDocument, NormalOperation } from '../dialects/normal-document.ts';
import { isObject, member } from '../plain-object.ts';
import type { ApiSecurity } from '../security/api-security.ts';

const STATUSES = ['400', '401', '403', '415', '429'] as const;
type Status = (typeof STATUSES)[number];

const ANSWERS: Readonly<
  Record<Status, { readonly name: string; readonly description: string; readonly header?: object }>
> = {
  400: {
    name: 'GatewayBadRequest',
    description: 'The gateway refuses the request: it is not what this operation takes.',
  },
  401: {
    name: 'GatewayUnauthorized',
    description: 'The gateway got no valid credentials.',
    header: { 'WWW-Authenticate': { description: 'How to authenticate (RFC 9110).', schema: { type: 'string' } } },
  },
  403: { name: 'GatewayForbidden', description: 'The credentials or the API key do not allow this operation.' },
  415: {
    name: 'GatewayUnsupportedMediaType',
    description: 'The body is of no content type that this operation takes.',
  },
  429: {
    name: 'GatewayTooManyRequests',
    description: 'A rate limit or the quota of the API key is reached.',
    header: {
      'Retry-After': {
        description: 'Seconds to wait; absent where the quota is used up.',
        schema: { type: 'integer' },
      },
    },
  },
};

/** RFC 9457. */
const PROBLEM = {
  type: 'object',
  description: 'Problem details (RFC 9457).',
  required: ['type', 'title', 'detail'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    reason: {
      type: 'string',
      description: 'Why credentials that are good do not allow the operation; empty where it is not known.',
      enum: ['scope-missing', 'plan-not-allowed', 'plan-expired', 'operation-unknown', ''],
    },
    scope: { type: 'string', description: 'The scopes that a token needs beside its own, separated by spaces.' },
    errors: {
      type: 'array',
      description: 'Each fault of the request, at most 100.',
      items: {
        type: 'object',
        required: ['in', 'detail'],
        properties: {
          in: { type: 'string', enum: ['path', 'query', 'header', 'cookie', 'body'] },
          name: { type: 'string', description: "The parameter's." },
          pointer: { type: 'string', description: 'JSON Pointer into the body, as a URI fragment.' },
          detail: { type: 'string' },
        },
      },
    },
  },
};

/** With which problems the gateway itself may answer an operation before a target does. */
function answersOf({ security, parameters, content }: NormalOperation, secured: ApiSecurity): readonly Status[] {
  const { apiKey, requirements, native } = secured.of(security);
  const judged = requirements !== undefined || native !== undefined;
  const happens: Readonly<Record<Status, boolean>> = {
    400: parameters.length > 0 || content.request !== undefined,
    401: judged,
    403: judged || apiKey,
    415: content.request !== undefined,
    // The stage's throttle or the account's is always there.
    429: true,
  };
  return STATUSES.filter((status) => happens[status]);
}

export interface GatewayAnswers {
  /** A published operation with a response for each status; what it says of one itself stays. */
  describe(published: object, operation: NormalOperation): object;
  /** The components with those that the responses refer to. */
  complete(components: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
}

/** Descriptions of the gateway's own answers, as components under names that the document has not taken. */
export function gatewayAnswers(document: NormalDocument, security: ApiSecurity): GatewayAnswers {
  const components = member(document.root, 'components');
  const used = new Set<Status>();
  const nameIn = (section: string, wanted: string): string => {
    let name = wanted;
    for (let serial = 2; member(member(components, section), name) !== undefined; serial++) name = `${wanted}${serial}`;
    return name;
  };
  const names = new Map(STATUSES.map((status) => [status, nameIn('responses', ANSWERS[status].name)]));
  const problem = nameIn('schemas', 'GatewayProblem');
  const response = (status: Status) => ({
    description: ANSWERS[status].description,
    ...(ANSWERS[status].header && { headers: ANSWERS[status].header }),
    content: { 'application/problem+json': { schema: { $ref: `#/components/schemas/${problem}` } } },
  });
  return {
    describe(published, operation) {
      const written = member(published, 'responses');
      if (written !== undefined && !isObject(written)) return published;
      const added = answersOf(operation, security).filter((status) => member(written, status) === undefined);
      for (const status of added) used.add(status);
      const references = added.map((status) => [status, { $ref: `#/components/responses/${names.get(status)}` }]);
      return { ...published, responses: { ...written, ...Object.fromEntries(references) } };
    },
    complete(published) {
      if (used.size === 0) return published;
      const own = STATUSES.filter((status) => used.has(status)).map((status) => [names.get(status), response(status)]);
      const section = (name: string) => member(published, name) as object | undefined; // made by publishedComponents
      return {
        ...published,
        schemas: { ...section('schemas'), [problem]: PROBLEM },
        responses: { ...section('responses'), ...Object.fromEntries(own) },
      };
    },
  };
}
