import { type Asking, checkWord } from '../authorization/check-word.ts';
import type { RequestMessage } from '../messages.ts';
import type { GatewayProblem } from '../proxy/problem-response.ts';
import type { RoutedOperation } from '../router-config.ts';
import type { Routes } from './compile-routes.ts';
import { matchOperation } from './match-operation.ts';

export type Admission =
  | {
      readonly kind: 'admitted';
      readonly operation: RoutedOperation;
      readonly pathParameters: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'refused';
      readonly problem: GatewayProblem;
      /** For the log: more than the client is told. */
      readonly reason: string;
      readonly operation?: RoutedOperation;
    };

export interface Asked extends Asking {
  readonly message: RequestMessage;
  /** As API Gateway matched the path. */
  readonly resource: string;
}

/** Which operation a request is for, and whether it may go on. */
export function admitRequest(routes: Routes<RoutedOperation>, asked: Asked): Admission {
  const { method, path } = asked.message;
  // No document can declare CONNECT; TRACE would send a client's secrets back to any script (RFC 9110 section 9.3.8).
  if (method === 'CONNECT') return refused({ status: 501, detail: 'this gateway opens no tunnels' }, 'CONNECT');
  if (method === 'TRACE') return refused({ status: 405, detail: 'this gateway does not answer TRACE' }, 'TRACE');
  const match = matchOperation(routes, method, path);
  switch (match.kind) {
    case 'unsafe':
      return refused({ status: 400, detail: `the path is refused: ${match.reason}` }, 'unsafe path');
    case 'none':
      return refused(NO_OPERATION, 'no operation');
    case 'matched': {
      const { operation, pathParameters } = match;
      if (operation.resource !== asked.resource && !operation.alsoAt?.includes(asked.resource))
        return refused(NO_OPERATION, 'spelled for another resource');
      const refusal = operation.secured ? checkWord(operation, asked) : undefined;
      return refusal
        ? { ...refused(refusal.problem, refusal.reason), operation }
        : { kind: 'admitted', operation, pathParameters };
    }
    default:
      return match satisfies never;
  }
}

const NO_OPERATION = { status: 404, detail: 'no operation has this method and path' } as const;

const refused = (problem: GatewayProblem, reason: string) => ({ kind: 'refused', problem, reason }) as const;
