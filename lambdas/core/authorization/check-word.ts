/**
 * The router asks again. API Gateway gives a kept answer to other requests than the one it was made for, so the router
 * looks at what it was: whose word, for which operations, until when.
 */
import type { RequestMessage } from '../messages.ts';
import type { GatewayProblem } from '../proxy/problem-response.ts';
import type { KeptAnswers, RoutedOperation } from '../router-config.ts';
import { carriesOnce } from './carries-once.ts';
import { isInOperationSet } from './operation-set.ts';

/** What the event says of who was asked before the router. */
export interface AuthorizerWord {
  /** The context's own texts (`AnswerContext`). */
  readonly operation?: string | undefined;
  readonly operations?: string | undefined;
  readonly expires?: string | undefined;
  /** Who API Gateway itself found to be calling. */
  readonly checkedBy?: 'iam' | 'cognito' | undefined;
}

export interface WordRefusal {
  readonly problem: GatewayProblem;
  /** For the log. */
  readonly reason: string;
}

type Secured = Pick<RoutedOperation, 'id' | 'checkedBy' | 'kept'>;

export interface Asking {
  readonly word: AuthorizerWord;
  readonly message: Pick<RequestMessage, 'headers' | 'query'>;
  /** Of the config. */
  readonly authorizer: KeptAnswers | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Why a secured operation may not be served; `undefined`: it may. */
export function checkWord(operation: Secured, { word, message, authorizer, now }: Asking): WordRefusal | undefined {
  const { checkedBy, kept } = operation;
  if (checkedBy !== undefined)
    return word.checkedBy === checkedBy ? undefined : misconfigured(operation, word.checkedBy);
  if (kept === undefined) return word.operation === operation.id ? undefined : misconfigured(operation, word.operation);
  const [config, set] = (word.operations ?? '').split('.', 2);
  const fields = authorizer?.groups[kept.group];
  if (authorizer === undefined || set === undefined || fields === undefined || config !== authorizer.id)
    return misconfigured(operation, config);
  if (!carriesOnce(fields, message)) return unauthorized('a credential was repeated', authorizer.challenge);
  if (word.expires !== undefined && !(now < Number(word.expires)))
    return unauthorized('the kept credential has expired', authorizer.challenge);
  return isInOperationSet(set, kept.number) ? undefined : FORBIDDEN;
}

const unauthorized = (reason: string, challenge: string): WordRefusal => ({
  problem: {
    status: 401,
    detail: 'this operation needs valid credentials',
    headers: [['WWW-Authenticate', challenge]],
  },
  reason,
});

const FORBIDDEN: WordRefusal = {
  problem: { status: 403, detail: 'the credentials do not allow this operation' },
  reason: 'not among the operations that the kept answer allows',
};

/** Only a wrong deployment comes here: API Gateway sends no request of a secured operation past who guards it. */
function misconfigured({ id }: Secured, found: string | undefined): WordRefusal {
  return {
    problem: { status: 500, detail: 'the gateway is not configured correctly for this operation' },
    reason: `configuration error: operation "${id}" needs the word of who guards it, got ${found ? `"${found}"` : 'none'}`,
  };
}
