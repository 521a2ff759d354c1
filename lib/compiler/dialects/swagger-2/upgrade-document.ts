import { pointerTo, valueAt } from '../../json-pointer.ts';
import { originAt } from '../../origin.ts';
import type { ReadReport } from '../../read-report.ts';
import { FILES_KEY } from '../../references/files-key.ts';
import type { Tree } from '../../tree.ts';
import { upgradePath, upgradePaths } from './upgrade-paths.ts';
import { schemaUpgrade } from './upgrade-schemas.ts';
import { upgradeSecurity } from './upgrade-security.ts';
import { upgradeServers } from './upgrade-servers.ts';
import { resolver, type Upgrading } from './upgrading.ts';
import { childOf, childrenOf, objectOf, type Written } from './written.ts';

/** Keys of the root that OpenAPI 3 has elsewhere, or not. */
const MOVED = [
  ...['swagger', 'host', 'basePath', 'schemes', 'consumes', 'produces', 'paths'],
  ...['definitions', 'parameters', 'responses', 'securityDefinitions', FILES_KEY],
];

/**
 * A document of Swagger 2.0 as one of OpenAPI 3.0. Parameters and responses are written out where they are referred to,
 * because what they become depends on the operation (`consumes`, `produces`); schemas stay where they are, and are changed there.
 */
export function upgradeDocument(root: Tree, report: ReadReport): Tree {
  const pathItems = new Map<string, Written | undefined>();
  const places = documentPlaces(root);
  const schemas = schemaUpgrade(places);
  const upgrading: Upgrading = {
    report,
    resolve: resolver(root),
    schema: schemas.schema,
    pathItem(pointer) {
      if (!pathItems.has(pointer)) pathItems.set(pointer, undefined);
      return `#${pointerTo('/components/pathItems', pointer).replaceAll('%', '%25')}`;
    },
  };
  const paths = childOf(root, 'paths');
  const upgradedPaths = paths && upgradePaths(root, paths, upgrading);
  // A path that is referred to may refer to another, which comes in at the end.
  for (const pointer of pathItems.keys()) pathItems.set(pointer, upgradeAt(root, pointer, upgrading));
  const definitions = childOf(root, 'definitions');
  for (const [, schema] of definitions ? childrenOf(definitions) : []) schemas.schema(schema);
  schemas.run();

  const { origin } = root;
  const security = childOf(root, 'securityDefinitions');
  const components = objectOf(origin, [
    ['schemas', definitions],
    ['securitySchemes', security && upgradeSecurity(security)],
    ['pathItems', pathItems.size > 0 ? objectOf(origin, pathItems) : undefined],
  ]);
  return objectOf(origin, [
    ['openapi', { value: '3.0.3', origin: originAt(origin, '/swagger') }],
    ...childrenOf(root).filter(([key]) => !MOVED.includes(key)),
    ['servers', upgradeServers(root, root, upgrading)],
    ['paths', upgradedPaths],
    ['components', components],
    [FILES_KEY, places.files()],
  ]);
}

function upgradeAt(root: Tree, pointer: string, upgrading: Upgrading): Written | undefined {
  const value = valueAt(root.value, pointer);
  return value === undefined
    ? undefined
    : upgradePath(root, { value, origin: originAt(root.origin, pointer) }, upgrading);
}

const DEFINITIONS = '/definitions';

/** Where schemas stand afterwards: the definitions, other files, and for the rare reference elsewhere the document as it was. */
function documentPlaces(root: Tree) {
  const kept = pointerTo('', FILES_KEY, root.origin.file.file);
  let isKept = false;
  return {
    valueAt: (pointer: string) => valueAt(root.value, pointer),
    moved(pointer: string) {
      if (pointer.startsWith(`${DEFINITIONS}/`)) return `/components/schemas${pointer.slice(DEFINITIONS.length)}`;
      if (pointer.startsWith(`/${FILES_KEY}/`)) return pointer;
      isKept = true;
      return kept + pointer;
    },
    files(): Written | undefined {
      const files = childOf(root, FILES_KEY);
      if (!isKept) return files;
      const document = objectOf(
        root.origin,
        childrenOf(root).filter(([key]) => key !== FILES_KEY),
      );
      const others = files === undefined ? [] : childrenOf(files);
      return objectOf(root.origin, [...others, [root.origin.file.file, document]]);
    },
  };
}
