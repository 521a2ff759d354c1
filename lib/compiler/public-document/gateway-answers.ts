import type { NormalDocument, NormalOperation } from '../dialects/normal-document.ts';
import { isObject, member } from '../plain-object.ts';
import type { ReadOperation } from '../reading.ts';
import type { ApiSecurity } from '../security/api-security.ts';
import { freeComponent } from './free-component.ts';
import { GATEWAY_PROBLEM } from './gateway-problem.ts';

const STATUSES = ['400', '401', '403', '415', '429'] as const;
type Status = (typeof STATUSES)[number];

/** One for each status, and others where answers of the operation tell of its throttle or its exact limit. */
type Kind = Status | 'throttled' | 'limited';
const KINDS = [...STATUSES, 'throttled', 'limited'] as const;

interface Described {
  readonly name: string;
  readonly description: string;
  readonly headers?: Readonly<Record<string, object>>;
}

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds to wait; absent where the quota is used up.', schema: { type: 'integer' } },
};

const ANSWERS: Readonly<Record<Kind, Described>> = {
  400: {
    name: 'GatewayBadRequest',
    description: 'The gateway refuses the request: it is not what this operation takes.',
  },
  401: {
    name: 'GatewayUnauthorized',
    description: 'The gateway got no valid credentials.',
    headers: { 'WWW-Authenticate': { description: 'How to authenticate (RFC 9110).', schema: { type: 'string' } } },
  },
  403: { name: 'GatewayForbidden', description: 'The credentials or the API key do not allow this operation.' },
  415: {
    name: 'GatewayUnsupportedMediaType',
    description: 'The body is of no content type that this operation takes.',
  },
  429: {
    name: 'GatewayTooManyRequests',
    description: 'A rate limit or the quota of the API key is reached.',
    headers: RETRY_AFTER,
  },
  throttled: {
    name: 'GatewayThrottled',
    description:
      'A rate limit or the quota of the API key is reached. The other answers of this operation tell its rate limit in `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers): `"throttle";q=10;w=2` are 10 requests of all clients together at once, and as many anew in 2 seconds.',
    headers: RETRY_AFTER,
  },
  limited: {
    name: 'GatewayRateLimited',
    description:
      'A rate limit or the quota of the API key is reached. Every answer of this operation says what its own limit is and leaves.',
    headers: {
      ...RETRY_AFTER,
      RateLimit: {
        description: 'Requests that remain and seconds until all do (draft-ietf-httpapi-ratelimit-headers).',
        schema: { type: 'string' },
        example: '"operation";r=0;t=7',
      },
      'RateLimit-Policy': {
        description: 'The limit: so many requests in so many seconds.',
        schema: { type: 'string' },
        example: '"operation";q=10;w=10',
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

function limitOf({ policy: { limit, throttle } }: ReadOperation): Kind {
  if (limit !== undefined) return 'limited';
  return throttle === undefined ? '429' : 'throttled';
}

export interface GatewayAnswers {
  /** A published operation with a response for each status; what it says of one itself stays. */
  describe(published: object, operation: ReadOperation): object;
  /** A reference to the response of a status. */
  refer(status: Status): object;
  /** A response of a problem that is described by itself. */
  problem(description: string): object;
  /** The components with those that the responses refer to. */
  complete(components: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
}

/** Descriptions of the gateway's own answers, as components under names that the document has not taken. */
export function gatewayAnswers({ root }: NormalDocument, security: ApiSecurity): GatewayAnswers {
  const used = new Set<Kind>();
  const names = new Map(KINDS.map((kind) => [kind, freeComponent(root, 'responses', ANSWERS[kind].name)]));
  const schema = freeComponent(root, 'schemas', 'GatewayProblem');
  const problem = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: { $ref: `#/components/schemas/${schema}` } } },
  });
  const response = (kind: Kind) => {
    const { description, headers } = ANSWERS[kind];
    return { ...problem(description), ...(headers && { headers }) };
  };
  const refer = (kind: Kind) => {
    used.add(kind);
    return { $ref: `#/components/responses/${names.get(kind)}` };
  };
  return {
    describe(published, operation) {
      const written = member(published, 'responses');
      if (written !== undefined && !isObject(written)) return published;
      const added = answersOf(operation, security).filter((status) => member(written, status) === undefined);
      const references = added.map((status) => [status, refer(status === '429' ? limitOf(operation) : status)]);
      return { ...published, responses: { ...written, ...Object.fromEntries(references) } };
    },
    refer,
    problem,
    complete(published) {
      if (used.size === 0) return published;
      const own = KINDS.filter((kind) => used.has(kind)).map((kind) => [names.get(kind), response(kind)]);
      const section = (name: string) => member(published, name) as object | undefined; // made by publishedComponents
      return {
        ...published,
        schemas: { ...section('schemas'), [schema]: GATEWAY_PROBLEM },
        responses: { ...section('responses'), ...Object.fromEntries(own) },
      };
    },
  };
}
