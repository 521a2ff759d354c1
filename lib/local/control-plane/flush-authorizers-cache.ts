import { ACCEPTED, refused } from './control-answer.ts';
import type { ControlOperation } from './control-plane.ts';

/** FlushStageAuthorizersCache */
export const flushAuthorizersCache: ControlOperation = (_, { assembly, cache }, [apiId = '', stage = '']) => {
  const exists = assembly().restApis.some((api) => api.id === apiId && api.stages.some((item) => item.name === stage));
  if (!exists) return refused(404, 'Invalid stage identifier specified');
  cache.flush(`${apiId}/${stage}/`);
  return ACCEPTED;
};
