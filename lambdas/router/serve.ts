import type { ProxyRequest } from '../adapters/proxy-event.ts';
import { hashKey } from '../core/balancing/hash-key.ts';
import { fieldValues } from '../core/fields/field-values.ts';
import type { HeaderField } from '../core/messages.ts';
import { withheldFields } from '../core/outbound/withheld-fields.ts';
import { corsFields } from '../core/proxy/cors-fields.ts';
import { editFields } from '../core/proxy/edit-fields.ts';
import { identityEdits } from '../core/proxy/identity-edits.ts';
import { isSendable } from '../core/proxy/is-sendable.ts';
import { requestFields } from '../core/proxy/request-fields.ts';
import { withoutCookies } from '../core/proxy/without-cookies.ts';
import { withoutParameters } from '../core/proxy/without-parameters.ts';
import { UNKNOWN } from '../core/resilience/admission.ts';
import type { KeptAnswers, LimitPolicy, MockHandling, ProxyHandling, RoutedOperation } from '../core/router-config.ts';
import { admitRequest } from '../core/routing/admit-request.ts';
import type { Routes } from '../core/routing/compile-routes.ts';
import { targetPath } from '../core/routing/target-path.ts';
import { traceContext } from '../core/telemetry/trace-context.ts';
import { type Answer, type AnswerBody, problemAnswer } from './answer.ts';
import type { Backends } from './backends.ts';
import type { Drop } from './caching/drop.ts';
import type { Caching } from './caching/open-caching.ts';
import type { Fleet } from './fleet.ts';
import { type Forwarding, forward, type TargetRequest } from './forward.ts';
import type { Limiting } from './limiting.ts';
import type { Reach } from './reach.ts';
import { passOn, type Receive, receiveWhole } from './try-target.ts';
import type { Validation } from './validation.ts';

export interface Router {
  readonly routes: Routes<RoutedOperation>;
  readonly backends: Backends;
  /** Absent: no table, or nothing to choose between. */
  readonly fleet: (() => Promise<Fleet>) | undefined;
  /** Absent: every backend is reached by the URLs of its targets. */
  readonly reach: Promise<Reach> | undefined;
  /** Absent: nothing is cached. */
  readonly caching: Promise<Caching> | undefined;
  readonly validation: () => Promise<Validation>;
  /** Absent: no table to count in. */
  readonly limiting: (() => Promise<Limiting>) | undefined;
  /** Whose kept answers count. */
  readonly authorizer: KeptAnswers | undefined;
  /** Parameters of the query that no target learns. */
  readonly hiddenQuery: readonly string[];
  /** Cookies that no target learns. */
  readonly hiddenCookies: readonly string[];
}

export interface Serving {
  readonly request: ProxyRequest;
  /** Whether the response goes on as it comes; then it is not cached. */
  readonly stream: boolean;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Milliseconds this invocation may last from `startedAt`. */
  readonly available: number;
  /** Has the request served once more when it has its answer, to renew what is stored; resolves to whether that will happen. */
  readonly refreshLater: () => Promise<boolean>;
  /** It is that repetition: nobody waits for its answer. */
  readonly refreshing: boolean;
  /** Has the cache's table told later what it could not be told now; resolves to whether that will be tried. */
  readonly dropLater: (drops: readonly Drop[]) => Promise<boolean>;
}

/** Milliseconds kept back to answer in before Lambda ends the invocation. */
const RESERVE = 500;

/** The answer to a request. Throws only on our own bugs. */
export function serve(router: Router, serving: Serving & { readonly stream: false }): Promise<Answer<Uint8Array>>;
export function serve(router: Router, serving: Serving): Promise<Answer>;
export async function serve(router: Router, serving: Serving): Promise<Answer> {
  const { request, startedAt: now } = serving;
  const { message, resource, word } = request;
  const admission = admitRequest(router.routes, { message, resource, word, authorizer: router.authorizer, now });
  if (admission.kind === 'refused') {
    const { problem, reason, operation } = admission;
    const flags = problem.status === 400 ? 'DPE' : 'NR';
    const answer = problemAnswer(problem, { reason, flags });
    return operation ? finish(operation, answer, fieldValues(request.message.headers, 'origin')[0]) : answer;
  }
  const { operation, pathParameters } = admission;
  const refusal = request.contentDigest === undefined ? undefined : await unsigned(request, request.contentDigest);
  const answer = refusal ?? (await answerLimited(router, serving, { operation, pathParameters }));
  return finish(operation, answer, fieldValues(request.message.headers, 'origin')[0]);
}

/** Content that is not what the caller has signed. */
async function unsigned({ message }: ProxyRequest, contentDigest: string): Promise<Answer | undefined> {
  const { matchesDigest } = await import('../adapters/matches-digest.ts');
  return matchesDigest(message.body, contentDigest)
    ? undefined
    : refuse('the content is not what the signature of the request covers');
}

type Admitted = Pick<Proxied, 'operation' | 'pathParameters'>;

/** What is one too many costs nothing more; a repetition for the cache has been counted. */
function answerLimited(router: Router, serving: Serving, admitted: Admitted): Promise<Answer> {
  const { limit } = admitted.operation;
  return limit === undefined || router.limiting === undefined || serving.refreshing
    ? answerValid(router, serving, admitted)
    : answerCounted(router, serving, admitted, { limit, limiting: router.limiting });
}

async function answerCounted(
  router: Router,
  serving: Serving,
  admitted: Admitted,
  { limit, limiting }: { readonly limit: LimitPolicy; readonly limiting: () => Promise<Limiting> },
): Promise<Answer> {
  const { id } = admitted.operation;
  const { take } = await limiting();
  const { refusal, fields, limitFailure } = await take(id, limit, serving.request, serving.startedAt);
  const answer = refusal ?? (await answerValid(router, serving, admitted));
  const record = { ...answer.record, ...(limitFailure !== undefined && { limitFailure }) };
  return { ...answer, headers: [...answer.headers, ...fields], record };
}

/** Requests are held against the document once it is known who asks, and before anything is done for them. */
function answerValid(router: Router, serving: Serving, admitted: Admitted): Promise<Answer> {
  return admitted.operation.validate === undefined
    ? handle(router, serving, admitted)
    : answerChecked(router, serving, admitted);
}

async function answerChecked(router: Router, serving: Serving, admitted: Admitted): Promise<Answer> {
  const { operation, pathParameters } = admitted;
  const { message } = serving.request;
  const validation = await router.validation();
  const checked = validation.request(operation, { message, pathParameters });
  if ('status' in checked) return checked;
  const answer = await handle(router, serving, admitted);
  const { record } = validation.response(operation, message.method, answer);
  return { ...answer, record: { ...record, ...checked } };
}

/** What follows, caching included, is done with what the target may know. */
function withoutSecrets(serving: Serving, { hiddenQuery, hiddenCookies }: Router): Serving {
  if (hiddenQuery.length === 0 && hiddenCookies.length === 0) return serving;
  const { request } = serving;
  const { query, headers } = request.message;
  const message = {
    ...request.message,
    query: withoutParameters(query, hiddenQuery),
    headers: withoutCookies(headers, hiddenCookies),
  };
  return { ...serving, request: { ...request, message } };
}

function handle(router: Router, serving: Serving, { operation, pathParameters }: Admitted): Promise<Answer> {
  const { handling } = operation;
  switch (handling.kind) {
    case 'mock':
      return Promise.resolve(mockAnswer(handling));
    case 'document':
      return import('./serve-document.ts').then(({ serveDocument }) => serveDocument(serving.request));
    case 'proxy':
      return proxy(router, withoutSecrets(serving, router), { operation, handling, pathParameters });
    default:
      return handling satisfies never;
  }
}

const mockAnswer = ({ status, headers, body }: MockHandling): Answer => ({
  status,
  headers,
  body: new TextEncoder().encode(body),
  origin: 'gateway',
  record: {},
});

interface Proxied {
  readonly operation: RoutedOperation;
  readonly handling: ProxyHandling;
  readonly pathParameters: Readonly<Record<string, string>>;
}

async function proxy(router: Router, serving: Serving, proxied: Proxied): Promise<Answer> {
  const { operation, handling, pathParameters } = proxied;
  const backend = router.backends.get(handling.backend);
  if (backend === undefined) throw new Error(`the config has no backend "${handling.backend}"`);
  const { message, hop, caller } = serving.request;
  const path = targetPath(handling.targetPath, pathParameters);
  if (path === undefined) return refuse('the path is refused: its parameters join to another path');
  if (!isSendable(message.headers)) return refuse('a header field holds characters that HTTP does not allow');
  const trace = traceContext(message.headers, Math.random);
  const told = identityEdits(handling.identityHeaders, caller);
  const target: TargetRequest = {
    method: message.method,
    path: message.query === '' ? path : `${path}?${message.query}`,
    headers: requestFields(
      withheldFields(message.headers, backend.config.auth),
      hop,
      [handling.requestHeaders, told],
      trace.fields,
    ),
    body: message.body,
  };
  const deadline = serving.startedAt + Math.min(handling.timeout, serving.available - RESERVE);
  const { headers, query } = message;
  const forwarding = {
    backend,
    operation: operation.id,
    handling,
    request: target,
    deadline,
    trace: trace.traceId,
    hashKey: hashKey(backend.config.hashOn, {
      headers,
      query,
      pathParameters,
      claims: caller?.claims ?? {},
      address: hop.address,
    }),
  };
  const sendFor =
    <Body extends AnswerBody>(receive: Receive<Body>) =>
    (request: TargetRequest) =>
      forwardInFleet(router, { ...forwarding, request, receive });
  if (router.caching === undefined) {
    return serving.stream ? sendFor(passOn)(target) : sendFor(receiveWhole)(target);
  }
  const caching = await router.caching;
  const { request, refreshLater, refreshing, dropLater } = serving;
  const passing = { ...proxied, routes: router.routes, request, target, deadline, refreshLater, refreshing, dropLater };
  return serving.stream
    ? caching.passBy({ ...passing, send: sendFor(passOn) })
    : caching.serve({ ...passing, send: sendFor(receiveWhole) });
}

function forwardInFleet<Body extends AnswerBody>(
  router: Router,
  forwarding: Forwarding<Body>,
): Promise<Answer<Body | Uint8Array>> {
  const forward = (to: Forwarding<Body>) => forwardKnown(router, to);
  return router.reach === undefined ? forward(forwarding) : router.reach.then((reach) => reach(forwarding, forward));
}

async function forwardKnown<Body extends AnswerBody>(
  router: Router,
  forwarding: Forwarding<Body>,
): Promise<Answer<Body | Uint8Array>> {
  const { backend } = forwarding;
  const { fleet } = router;
  // Nobody waits for it: it is done before the answer is, or when the instance thaws, and never fails. The first request of
  // an instance does without.
  if (fleet !== undefined && backend.admission !== UNKNOWN) fleet().then((known) => known.look(backend));
  const answer = await forward(forwarding);
  // An ejection waits: it is rare, and would be lost in a frozen instance.
  if (fleet !== undefined && backend.state.troubled.length > 0) await (await fleet()).tell(backend);
  return answer;
}

const refuse = (detail: string): Answer =>
  problemAnswer({ status: 400, detail }, { reason: 'unsafe request', flags: 'DPE' });

/** What the operation says of its responses, whoever made them. */
function finish(operation: RoutedOperation, answer: Answer, origin: string | undefined): Answer {
  const { id, throttlePolicy, responseHeaders, cors } = operation;
  const policy: readonly HeaderField[] = throttlePolicy === undefined ? [] : [['RateLimit-Policy', throttlePolicy]];
  const edited = editFields(answer.headers.concat(policy), responseHeaders);
  const headers = cors === undefined ? edited : corsFields(edited, cors, origin);
  return { ...answer, headers, record: { operation: id, ...answer.record } };
}
