import type { ApiDirectory } from '../apis/api-directory.ts';
import type { Behaviour } from '../behaviour.ts';
import type { ServerRequest } from '../http-server.ts';
import { isFromProgram } from '../is-from-program.ts';
import type { PlanDirectory } from '../plans/plan-directory.ts';
import type { QuotaCounters } from '../plans/quota-counters.ts';
import type { LocalState } from '../state/local-state.ts';
import type { AuthorizerCache } from '../steps/authorizer-cache.ts';
import type { Answer } from '../steps/exchange.ts';
import type { Throttles } from '../steps/throttles.ts';
import { type ControlAnswer, invalid, refused, toAnswer } from './control-answer.ts';
import { withinRates } from './control-rates.ts';
import { type ControlRequest, controlRequest, patchOperations } from './control-request.ts';
import { OPERATIONS } from './operations.ts';
import { invalidOperations, invalidStatus } from './patch-error.ts';

export interface ControlPlaneTools {
  readonly state: LocalState;
  readonly plans: PlanDirectory;
  readonly counters: QuotaCounters;
  readonly cache: AuthorizerCache;
  readonly throttles: Throttles;
  readonly behaviour: Behaviour;
  readonly apis: () => ApiDirectory;
  readonly clock: () => number;
}

/** @param ids what stands in the path's placeholders */
export type ControlOperation = (
  request: ControlRequest,
  tools: ControlPlaneTools,
  ids: readonly string[],
) => ControlAnswer;

/** API Gateway's control plane, so that the AWS SDK and CLI work against the local gateway. */
export function controlPlane(serverRequest: ServerRequest, tools: ControlPlaneTools): Answer {
  if (!isFromProgram(serverRequest)) {
    return toAnswer(
      refused(
        403,
        'the control plane answers programs of this machine, no web pages: use http://127.0.0.1 as endpoint',
      ),
    );
  }
  const { method, url, body } = serverRequest;
  const request = controlRequest(method, url, body);
  for (const [operationMethod, path, operation] of OPERATIONS) {
    const ids = operationMethod === method ? matchPath(path, request.segments) : undefined;
    if (ids === undefined) continue;
    const late = tools.behaviour['control-plane-limits'] === 'on' && !withinRates(`${method} ${path}`, tools);
    const errors = [
      ...invalidOperations(`${operation.name}Input`, patchOperations(request.body)),
      ...(path.endsWith('/responses/*') ? invalidStatus(ids.at(-1) ?? '') : []),
    ];
    if (errors.length > 0) return toAnswer(invalid(errors));
    return toAnswer(late ? refused(429, 'Too Many Requests') : operation(request, tools, ids));
  }
  const path = `/${request.segments.join('/')}`;
  return toAnswer(
    refused(
      400,
      `${method} ${path} is no operation of the local control plane: it has API keys, usage plans, usage, REST APIs and what they are made of`,
    ),
  );
}

function matchPath(template: string, segments: readonly string[]): string[] | undefined {
  const parts = template.split('/');
  if (parts.length !== segments.length) return undefined;
  const ids: string[] = [];
  for (const [i, part] of parts.entries()) {
    const segment = segments[i] ?? '';
    if (part === '*') ids.push(segment);
    else if (part !== segment) return undefined;
  }
  return ids;
}
