/**
 * Why a request did not go as it should, in the words of Envoy's response flags (access log, `%RESPONSE_FLAGS%`):
 * UF connection failure, UC connection termination, UPE protocol error, UT request timeout, URX retry limit reached,
 * UO overload, RL rate limited, UH no target known or no way to it, NR no route, DPE unsafe request. There is no DC: Lambda is not told that a client went away.
 */
export type OutcomeFlag = 'UF' | 'UC' | 'UPE' | 'UT' | 'URX' | 'UO' | 'RL' | 'UH' | 'NR' | 'DPE';

export type TryFailure =
  | { readonly kind: 'unsent' | 'timeout' | 'too-large' }
  /** `reason`: Node's code of the error, or words of ours. */
  | { readonly kind: 'failed'; readonly reason: string };

export function outcomeFlag(failure: TryFailure): OutcomeFlag {
  switch (failure.kind) {
    case 'unsent':
      return 'UF';
    case 'timeout':
      return 'UT';
    case 'too-large':
      return 'UPE';
    case 'failed':
      // The parser's own codes, and what is no answer at all.
      return /^HPE_|^answered with|^switched|PROTOCOL_ERROR/.test(failure.reason) ? 'UPE' : 'UC';
    default:
      return failure satisfies never;
  }
}
