import { member } from '../../plain-object.ts';
import { upgradeValue } from './upgrade-value.ts';
import type { Upgrading } from './upgrading.ts';
import { childOf, childrenOf, listOf, objectOf, type Written } from './written.ts';

/** The parameters of a path or operation: those of OpenAPI 3, and those that are a request's body there. */
export interface UpgradedParameters {
  /** `undefined`: there are none. What is not a list is left, its reader tells. */
  readonly parameters: Written | undefined;
  readonly body: readonly Written[];
}

export function upgradeParameters(owner: Written, upgrading: Upgrading): UpgradedParameters {
  const list = childOf(owner, 'parameters');
  if (list === undefined || !Array.isArray(list.value)) return { parameters: list, body: [] };
  const resolved = childrenOf(list).map(([, written]) => upgrading.resolve(written) ?? written);
  const body = resolved.filter(isBody);
  const others = resolved.filter((parameter) => !isBody(parameter));
  const upgraded = others.map((parameter) => upgradeParameter(parameter, upgrading));
  const isOnlyBody = body.length > 0 && upgraded.length === 0;
  return { parameters: isOnlyBody ? undefined : listOf(list.origin, upgraded), body };
}

const isBody = ({ value }: Written) => ['body', 'formData'].includes(String(member(value, 'in')));

function upgradeParameter(parameter: Written, upgrading: Upgrading): Written {
  const { origin, value } = parameter;
  const place = member(value, 'in');
  // A reference to nothing, or no parameter at all: its reader tells.
  if (place !== 'query' && place !== 'header' && place !== 'path') return parameter;
  const { schema, serialization, others } = upgradeValue(parameter, place, upgrading);
  const style = Object.entries(serialization ?? {}).map(([key, made]) => [key, { value: made, origin }] as const);
  return objectOf(origin, [...others, ...style, ['schema', schema]]);
}
