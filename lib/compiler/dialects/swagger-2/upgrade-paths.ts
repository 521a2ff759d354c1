import { isObject, member } from '../../plain-object.ts';
import { upgradeBody } from './upgrade-body.ts';
import { type UpgradedParameters, upgradeParameters } from './upgrade-parameters.ts';
import { mediaTypes, upgradeResponses } from './upgrade-responses.ts';
import { hasSchemes, upgradeServers } from './upgrade-servers.ts';
import { pointerOf, type Upgrading } from './upgrading.ts';
import { childOf, childrenOf, objectOf, type Written } from './written.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/** Keys of an operation that OpenAPI 3 has elsewhere. */
const MOVED = ['consumes', 'produces', 'schemes', 'parameters', 'responses'];

export function upgradePaths(root: Written, paths: Written, upgrading: Upgrading): Written {
  const upgraded = childrenOf(paths).map(
    ([key, path]) => [key, key.startsWith('x-') ? path : upgradePath(root, path, upgrading)] as const,
  );
  return isObject(paths.value) ? objectOf(paths.origin, upgraded) : paths;
}

/** A reference to another path stays one, to that path upgraded. */
export function upgradePath(root: Written, path: Written, upgrading: Upgrading): Written {
  if (!isObject(path.value)) return path;
  const own = upgradeParameters(path, upgrading);
  const members = childrenOf(path).map(([key, value]) => {
    if (key === '$ref') return [key, upgradeReference(value, upgrading)] as const;
    if (key === 'parameters') return [key, own.parameters] as const;
    return [key, METHODS.includes(key) ? upgradeOperation(root, value, own, upgrading) : value] as const;
  });
  return objectOf(path.origin, members);
}

function upgradeReference({ value, origin }: Written, { pathItem }: Upgrading): Written {
  const pointer = pointerOf(value);
  return { value: pointer === undefined ? value : pathItem(pointer), origin };
}

function upgradeOperation(root: Written, operation: Written, path: UpgradedParameters, upgrading: Upgrading): Written {
  if (!isObject(operation.value)) return operation;
  const own = upgradeParameters(operation, upgrading);
  const responses = childOf(operation, 'responses');
  const body = upgradeBody(bodyOf(path, own), mediaTypes(root, operation, 'consumes'), upgrading);
  return objectOf(operation.origin, [
    ...childrenOf(operation).filter(([key]) => !MOVED.includes(key)),
    ['parameters', own.parameters],
    ['requestBody', body],
    ['responses', responses && upgradeResponses(responses, mediaTypes(root, operation, 'produces'), upgrading)],
    ['servers', hasSchemes(operation) ? upgradeServers(root, operation, upgrading) : undefined],
  ]);
}

/** The path's, but for those that the operation has too. */
function bodyOf(path: UpgradedParameters, operation: UpgradedParameters): readonly Written[] {
  const idOf = ({ value }: Written) =>
    member(value, 'in') === 'body' ? 'body' : `formData ${String(member(value, 'name'))}`;
  const own = new Set(operation.body.map(idOf));
  return [...path.body.filter((parameter) => !own.has(idOf(parameter))), ...operation.body];
}
