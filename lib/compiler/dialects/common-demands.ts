import { variableNames } from '../variable-names.ts';
import type { NormalOperation, NormalParameter } from './normal-document.ts';

/**
 * The first of operations that no request can tell apart, demanding of requests only what all of them do: a parameter is
 * required where all require it, and values and bodies are described where all describe them alike.
 */
export function commonDemands([first, ...others]: readonly NormalOperation[]): NormalOperation {
  if (first === undefined) throw new Error('bug: nothing to merge');
  const alike = others.every((other) => isSame(other.content.request, first.content.request));
  return {
    ...first,
    parameters: others.reduce((parameters, other) => commonParameters(parameters, other, first), first.parameters),
    content: alike ? first.content : { ...first.content, request: undefined },
  };
}

const keyOf = ({ in: place, name }: NormalParameter) => `${place} ${name}`;

function commonParameters(
  known: readonly NormalParameter[],
  { parameters }: NormalOperation,
  { path }: NormalOperation,
): readonly NormalParameter[] {
  const theirs = new Map(parameters.map((parameter) => [keyOf(parameter), parameter]));
  const ours = new Set(known.map(keyOf));
  const inPath = new Set(variableNames(path));
  return [
    ...known.map((parameter) => commonParameter(parameter, theirs.get(keyOf(parameter)))),
    ...parameters
      .filter((parameter) => !ours.has(keyOf(parameter)) && (parameter.in !== 'path' || inPath.has(parameter.name)))
      .map((parameter) => commonParameter(parameter, undefined)),
  ];
}

function commonParameter(one: NormalParameter, other: NormalParameter | undefined): NormalParameter {
  if (other !== undefined && isSame(one, other)) return one;
  const required = one.in === 'path' || (one.required && other?.required === true);
  return { ...one, required, schema: undefined, mediaType: undefined };
}

/** Wherever they are written. */
function isSame(one: unknown, other: unknown): boolean {
  const text = (value: unknown) => JSON.stringify(value, (key, inner) => (key === 'pointer' ? undefined : inner));
  return text(one) === text(other);
}
