import { UserError } from '../../errors.ts';
import type { ApiRecord, HeldApi } from '../rest-api/api-record.ts';
import { type ControlAnswer, refused } from './control-answer.ts';
import type { ControlPlaneTools } from './control-plane.ts';

/** Account of APIs that no template places. */
export const ACCOUNT = { accountId: '000000000000', region: 'us-east-1' };

/** Reads of an API, or says that there is none. */
export function ofApi({ apis }: ControlPlaneTools, id: string, read: (held: HeldApi) => ControlAnswer): ControlAnswer {
  const held = apis().get(id);
  return held === undefined ? unknownApi(id) : read(held);
}

/** A change of an API and what is answered for it. */
export interface Change {
  readonly held: HeldApi;
  readonly answer: ControlAnswer;
}

/** Changes an API; what then could not be served is refused in the local gateway's words. */
export function changeApi(
  tools: ControlPlaneTools,
  id: string,
  change: (held: HeldApi) => Change | ControlAnswer,
): ControlAnswer {
  return ofApi(tools, id, (held) => {
    const result = change(held);
    if (!('held' in result)) return result;
    try {
      tools.apis().put(result.held);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return refused(400, error.message);
    }
    return result.answer;
  });
}

/** Changes what is not deployed yet. */
export function changeRecord(
  tools: ControlPlaneTools,
  id: string,
  change: (api: ApiRecord) => { readonly api: ApiRecord; readonly answer: ControlAnswer } | ControlAnswer,
): ControlAnswer {
  return changeApi(tools, id, (held) => {
    const result = change(held.api);
    return 'api' in result ? { held: { ...held, api: result.api }, answer: result.answer } : result;
  });
}

export function unknownApi(id: string): ControlAnswer {
  return refused(404, `Invalid API identifier specified ${ACCOUNT.accountId}:${id}`);
}
