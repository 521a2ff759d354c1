import { ACCEPTED, refused } from './control-answer.ts';
import type { ControlOperation } from './control-plane.ts';

/** FlushStageAuthorizersCache */
export const flushAuthorizersCache: ControlOperation = (_, { apis, cache }, [apiId = '', stage = '']) => {
  const exists = apis()
    .get(apiId)
    ?.stages.some(({ stageName }) => stageName === stage);
  if (exists !== true) return refused(404, 'Invalid stage identifier specified');
  cache.flush(`${apiId}/${stage}/`);
  return ACCEPTED;
};
