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

export interface Asked {
  readonly method: string;
  readonly path: string;
  /** As API Gateway matched the path. */
  readonly resource: string;
  /** The operation for which the authorizer let the request pass. */
  readonly authorizedOperation: string | undefined;
}

/** Which operation a request is for, and whether it may go on. */
export function admitRequest(routes: Routes<RoutedOperation>, asked: Asked): Admission {
  // No document can declare CONNECT; TRACE would send a client's secrets back to any script (RFC 9110 section 9.3.8).
  if (asked.method === 'CONNECT') return refused(501, 'this gateway opens no tunnels', 'CONNECT');
  if (asked.method === 'TRACE') return refused(405, 'this gateway does not answer TRACE', 'TRACE');
  const match = matchOperation(routes, asked.method, asked.path);
  switch (match.kind) {
    case 'unsafe':
      return refused(400, `the path is refused: ${match.reason}`, 'unsafe path');
    case 'none':
      return refused(404, 'no operation has this method and path', 'no operation');
    case 'matched':
      if (match.operation.resource !== asked.resource && !match.operation.alsoAt?.includes(asked.resource)) {
        return refused(404, 'no operation has this method and path', 'spelled for another resource');
      }
      return match.operation.secured && asked.authorizedOperation !== match.operation.id
        ? unauthorized(match.operation, asked.authorizedOperation)
        : { kind: 'admitted', operation: match.operation, pathParameters: match.pathParameters };
    default:
      return match satisfies never;
  }
}

const refused = (status: GatewayProblem['status'], detail: string, reason: string): Admission => ({
  kind: 'refused',
  problem: { status, detail },
  reason,
});

/** Only a wrong deployment comes here: API Gateway sends no request of a secured operation past the authorizer. */
function unauthorized(operation: RoutedOperation, authorized: string | undefined): Admission {
  const found = authorized === undefined ? 'none' : `"${authorized}"`;
  return {
    kind: 'refused',
    problem: { status: 500, detail: 'the gateway is not configured correctly for this operation' },
    reason: `configuration error: the operation needs the authorizer's word, got ${found}`,
    operation,
  };
}
