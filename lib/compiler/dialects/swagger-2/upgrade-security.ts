import { member } from '../../plain-object.ts';
import { childOf, childrenOf, objectOf, type Written } from './written.ts';

const FLOWS: Readonly<Record<string, string>> = {
  implicit: 'implicit',
  password: 'password',
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
};

/** `securityDefinitions` as security schemes; what is none is left for the rules to refuse. */
export function upgradeSecurity(definitions: Written): Written {
  return objectOf(
    definitions.origin,
    childrenOf(definitions).map(([name, scheme]) => [name, upgradeScheme(scheme)] as const),
  );
}

function upgradeScheme(scheme: Written): Written {
  const type = member(scheme.value, 'type');
  if (type === 'basic') return withMembers(scheme, { type: 'http', scheme: 'basic' }, []);
  return type === 'oauth2' ? upgradeFlow(scheme) : scheme;
}

function upgradeFlow(scheme: Written): Written {
  const { origin } = scheme;
  const flow = String(member(scheme.value, 'flow'));
  const own = ['authorizationUrl', 'tokenUrl', 'scopes'];
  const details = objectOf(
    origin,
    own.map((key) => [key, childOf(scheme, key)] as const),
  );
  const flows = objectOf(origin, [[Object.hasOwn(FLOWS, flow) ? (FLOWS[flow] ?? flow) : flow, details]]);
  const upgraded = withMembers(scheme, {}, [...own, 'flow']);
  return objectOf(origin, [...childrenOf(upgraded), ['flows', flows]]);
}

function withMembers(scheme: Written, changed: Readonly<Record<string, string>>, left: readonly string[]): Written {
  const kept = childrenOf(scheme).filter(([key]) => !left.includes(key));
  const made = Object.entries(changed).map(([key, value]) => [key, { value, origin: scheme.origin }] as const);
  return objectOf(scheme.origin, [...kept, ...made]);
}
