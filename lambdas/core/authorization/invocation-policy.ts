/**
 * The policy of an authorizer's answer. API Gateway keeps it for the caller and holds every request of the authorizer's methods
 * against it while it is kept, so it must be right for all of them.
 *
 * A wildcard of a policy crosses slashes, so not every set of operations can be told by one: what it must never do is to
 * deny what is allowed. Where it reaches too far, the router refuses by the operations that the context names.
 */
import { type ReachedBy, reaches } from './reached-by.ts';

export interface PolicyStatement {
  readonly Action: 'execute-api:Invoke';
  readonly Effect: 'Allow' | 'Deny';
  readonly Resource: string | readonly string[];
}

/** A method of API Gateway, and whether this caller may invoke it. */
export interface MethodVerdict extends ReachedBy {
  readonly allowed: boolean;
}

/** Characters of a resource in an authorizer's policy ("Resource ARN in authorizer policy", developer guide, quotas). */
const MAX_RESOURCE = 512;

/** Characters of all resources together: half of the 8 KB that an answer may have, its context has the rest. */
const MAX_POLICY = 4096;

/** One request, whatever else may be asked: right where nothing is kept. */
export function policyForRequest(effect: 'Allow' | 'Deny', methodArn: string): readonly PolicyStatement[] {
  const resource = methodArn.length > MAX_RESOURCE ? `${methodArn.slice(0, MAX_RESOURCE - 1)}*` : methodArn;
  return [statement(effect, resource)];
}

/** @param methods all that share the authorizer */
export function policyForMethods(methodArn: string, methods: readonly MethodVerdict[]): readonly PolicyStatement[] {
  const stage = stageOf(methodArn);
  const [allowed, refused] = partition(methods);
  if (refused.length === 0) return [statement('Allow', `${stage}*`)];
  if (allowed.length === 0) return [statement('Deny', `${stage}*`)];
  const shapes = narrowest(stage, allowed);
  const patterns = patternsOf(stage, shapes);
  const denied = tooFar(stage, { shapes, allowed, refused, room: MAX_POLICY - lengthOf(patterns) });
  return [statement('Allow', patterns), ...(denied.length > 0 ? [statement('Deny', denied)] : [])];
}

const statement = (Effect: 'Allow' | 'Deny', Resource: string | readonly string[]): PolicyStatement => ({
  Action: 'execute-api:Invoke',
  Effect,
  Resource,
});

/** `arn:…:API/STAGE/` */
export const stageOf = (methodArn: string): string =>
  methodArn.slice(0, methodArn.indexOf('/', methodArn.indexOf('/') + 1) + 1);

function partition(methods: readonly MethodVerdict[]): readonly [readonly MethodVerdict[], readonly MethodVerdict[]] {
  return [methods.filter(({ allowed }) => allowed), methods.filter(({ allowed }) => !allowed)];
}

/** What a pattern is made of: `null` is a wildcard. */
type Shape = Pick<ReachedBy, 'method' | 'segments'>;

/** As many segments of each path as fit; with none, `GET/*` is left, which always fits. */
function narrowest(stage: string, allowed: readonly MethodVerdict[]): readonly Shape[] {
  for (let depth = Math.max(...allowed.map(({ segments }) => segments.length)); depth > 0; depth--) {
    const shapes = allowed.map((method) => cutAt(method, depth));
    const patterns = patternsOf(stage, shapes);
    if (lengthOf(patterns) <= MAX_POLICY && patterns.every(isShort)) return shapes;
  }
  return allowed.map((method) => cutAt(method, 0));
}

const cutAt = ({ method, segments }: Shape, depth: number): Shape => ({
  method,
  segments: segments.length > depth ? [...segments.slice(0, depth), null] : segments,
});

const isShort = ({ length }: string): boolean => length <= MAX_RESOURCE;

function patternsOf(stage: string, shapes: readonly Shape[]): readonly string[] {
  return [...new Set(shapes.flatMap((shape) => arnPatterns(shape).map((text) => stage + text)))];
}

/** With their quotes and commas. */
const lengthOf = (patterns: readonly string[]): number => patterns.reduce((sum, { length }) => sum + length + 3, 0);

/** API Gateway ignores one slash at the end of a path, its policies do not. */
function arnPatterns({ method, segments }: Shape): readonly string[] {
  const text = `${method}/${segments.map((segment) => segment ?? '*').join('/')}`;
  return text.endsWith('/') || segments.at(-1) === null ? [text] : [text, `${text}/`];
}

interface Reach {
  readonly shapes: readonly Shape[];
  readonly allowed: readonly MethodVerdict[];
  readonly refused: readonly MethodVerdict[];
  /** Characters. */
  readonly room: number;
}

/** What the wildcards of the allowed reach of the refused, as far as a denial hits nothing that is allowed. */
function tooFar(stage: string, { shapes, allowed, refused, room }: Reach): readonly string[] {
  const denied: string[] = [];
  let left = room;
  for (const method of refused) {
    if (!shapes.some((shape) => reaches(shape, method)) || allowed.some((other) => reaches(method, other))) continue;
    const patterns = patternsOf(stage, [method]);
    const length = lengthOf(patterns);
    if (length > left || !patterns.every(isShort)) continue;
    denied.push(...patterns);
    left -= length;
  }
  return denied;
}
