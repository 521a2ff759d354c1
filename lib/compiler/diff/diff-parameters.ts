import type { NormalParameter } from '../dialects/normal-document.ts';
import { variableNames } from '../variable-names.ts';
import { inBase, inNext, type OperationPair, type Tell } from './change.ts';
import type { TellValues } from './compared-values.ts';

/** OpenAPI says that parameters of these names are ignored. */
const DESCRIBED_ELSEWHERE = ['accept', 'authorization', 'content-type'];

export function diffParameters({ base, next }: OperationPair, tell: Tell, tellValues: TellValues): void {
  const [was, is] = [byPlace(base), byPlace(next)];
  for (const [place, parameter] of was) {
    const same = is.get(place);
    if (same === undefined) tell('parameter-removed', inBase(parameter), `${named(parameter)} removed`);
    else diffParameter(parameter, same, tell, tellValues);
  }
  for (const [place, parameter] of is) {
    if (was.has(place)) continue;
    const [check, how] = parameter.required
      ? (['new-required-parameter', 'required'] as const)
      : (['new-optional-parameter', 'optional'] as const);
    tell(check, inNext(parameter), `new ${how} ${named(parameter)}`);
  }
}

/** Variables of the path by their order, since their names are the document's own; fields of the header whatever their case. */
function byPlace({ path, parameters }: OperationPair['base']): ReadonlyMap<string, NormalParameter> {
  const variables = variableNames(path);
  const read = parameters.filter(({ name, in: place }) => {
    if (place === 'path') return variables.includes(name);
    return name !== '' && !(place === 'header' && DESCRIBED_ELSEWHERE.includes(name.toLowerCase()));
  });
  return new Map(
    read.map((parameter) => {
      const { name, in: place } = parameter;
      if (place === 'path') return [`path ${variables.indexOf(name)}`, parameter];
      return [`${place} ${place === 'header' ? name.toLowerCase() : name}`, parameter];
    }),
  );
}

function diffParameter(base: NormalParameter, next: NormalParameter, tell: Tell, tellValues: TellValues): void {
  const what = named(next);
  if (next.required && !base.required) tell('parameter-became-required', inNext(next), `${what} became required`);
  if (base.required && !next.required) tell('parameter-became-optional', inNext(next), `${what} became optional`);
  if (base.allowEmptyValue && !next.allowEmptyValue)
    tell('empty-value-refused', inNext(next), `${what} may not be empty any more`);
  if (next.allowEmptyValue && !base.allowEmptyValue) tell('empty-value-allowed', inNext(next), `${what} may be empty`);
  const [was, is] = [serialization(base), serialization(next)];
  if (was !== is) tell('parameter-serialization-changed', inNext(next), `${what}: ${was} became ${is}`);
  tellValues('request', base.mediaType ?? base, next.mediaType ?? next, what);
}

/** As OpenAPI's defaults complete it. */
function serialization({ in: place, style, explode, mediaType }: NormalParameter): string {
  if (mediaType !== undefined) return mediaType.type;
  const written = style ?? (place === 'query' || place === 'cookie' ? 'form' : 'simple');
  return `style ${written}, explode ${explode ?? written === 'form'}`;
}

const named = ({ name, in: place }: NormalParameter): string => `${place} parameter "${name}"`;
