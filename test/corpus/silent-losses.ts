import type { ApiModel } from '../../lib/compiler/api-model.ts';
import type { Problem } from '../../lib/compiler/problem.ts';
import { type DeclaredOperation, declaredOperations } from './declared-operations.ts';

/** OpenAPI says of header parameters of these names that they are ignored. */
const IGNORED_BY_OPENAPI = new Set(['accept', 'authorization', 'content-type']);
/** In the place of a cookie API Gateway and model know nothing; bodies are read apart. */
const PLACES = new Set(['query', 'header', 'path']);

/** What the document declares and the model has not, without a word: operations, parameters, webhooks. */
export function silentLosses(
  root: Readonly<Record<string, unknown>>,
  model: ApiModel,
  problems: readonly Problem[],
): readonly string[] {
  const told = new Map(Map.groupBy(problems, ({ pointer }) => pointer));
  const byRequest = new Map(model.operations.map((operation) => [`${operation.method} ${operation.path}`, operation]));
  const losses = declaredOperations(root).flatMap((declared) => {
    const operation = byRequest.get(`${declared.method} ${declared.path}`);
    const fragmentless = byRequest.get(`${declared.method} ${declared.path.replace(/[#?].*$/s, '')}`);
    if (operation === undefined && fragmentless?.pointer === declared.pointer) return [];
    if (operation === undefined)
      return told.has(declared.pointer) ? [] : [`operation ${declared.method} ${declared.path}`];
    return lostParameters(declared, operation.parameters, problems).map(
      (parameter) => `parameter ${parameter} of ${declared.method} ${declared.path}`,
    );
  });
  const webhooks = root.webhooks !== undefined && !told.has('/webhooks') ? ['webhooks'] : [];
  return [...losses, ...webhooks];
}

function lostParameters(
  { path, parameters }: DeclaredOperation,
  kept: readonly { readonly name: string; readonly in: string }[],
  problems: readonly Problem[],
): readonly string[] {
  const known = new Set(kept.map(({ name, in: place }) => `${place} ${name}`));
  return parameters
    .filter(({ name, in: place }) => PLACES.has(place) && !known.has(`${place} ${name}`))
    .filter(({ name, in: place }) => !(place === 'header' && IGNORED_BY_OPENAPI.has(name.toLowerCase())))
    .filter(({ name }) => !problems.some(({ message }) => message.includes(`"${name}"`) && message.includes(path)))
    .filter(({ name }) => name !== '' || !problems.some(({ rule }) => rule === 'parameter-name'))
    .map(({ name, in: place }) => `${name} (${place})`);
}
