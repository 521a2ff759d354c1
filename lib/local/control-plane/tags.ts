import { readTags } from './api-keys.ts';
import { NO_CONTENT, ok, refused } from './control-answer.ts';
import type { ControlOperation, ControlPlaneTools } from './control-plane.ts';

type Tags = Readonly<Record<string, string>>;

interface Tagged {
  readonly tags: Tags;
  readonly write: (tags: Tags) => void;
}

export const getTags: ControlOperation = (_, tools, [arn = '']) => {
  const found = tagged(arn, tools);
  return found === undefined ? unknownResource() : ok({ tags: found.tags });
};

export const tagResource: ControlOperation = ({ body }, tools, [arn = '']) => {
  const found = tagged(arn, tools);
  if (found === undefined) return unknownResource();
  found.write({ ...found.tags, ...readTags(body.tags) });
  return NO_CONTENT;
};

export const untagResource: ControlOperation = ({ query }, tools, [arn = '']) => {
  const found = tagged(arn, tools);
  if (found === undefined) return unknownResource();
  const gone = query.getAll('tagKeys');
  found.write(Object.fromEntries(Object.entries(found.tags).filter(([name]) => !gone.includes(name))));
  return NO_CONTENT;
};

/** What an ARN such as `arn:aws:apigateway:us-east-1::/apikeys/abc` names. */
function tagged(arn: string, { state }: ControlPlaneTools): Tagged | undefined {
  const [, kind, id = ''] = /^arn:[^:]+:apigateway:[^:]*::\/(apikeys|usageplans)\/([a-z0-9]+)$/.exec(arn) ?? [];
  if (kind === 'apikeys') {
    const key = state.apiKeys.get(id);
    return key && { tags: key.tags, write: (tags) => state.apiKeys.put({ ...key, tags }) };
  }
  const plan = kind === 'usageplans' ? state.plans.get(id) : undefined;
  return plan && { tags: plan.tags, write: (tags) => state.plans.put({ ...plan, tags }) };
}

function unknownResource() {
  return refused(404, 'Invalid resource ARN specified: the local control plane has tags of API keys and usage plans');
}
