import { member } from '../../plain-object.ts';
import { upgradeValue } from './upgrade-value.ts';
import type { Upgrading } from './upgrading.ts';
import { childOf, childrenOf, objectOf, type Written } from './written.ts';

/** The responses of an operation, each with the media types that are produced. */
export function upgradeResponses(responses: Written, produces: readonly string[], upgrading: Upgrading): Written {
  const upgraded = childrenOf(responses).map(([status, written]) => {
    const response = status.startsWith('x-') ? undefined : upgrading.resolve(written);
    return [status, response === undefined ? written : upgradeResponse(response, produces, upgrading)] as const;
  });
  return objectOf(responses.origin, upgraded);
}

function upgradeResponse(response: Written, produces: readonly string[], upgrading: Upgrading): Written {
  const { origin } = response;
  const kept = childrenOf(response).filter(([key]) => !['schema', 'headers', 'examples'].includes(key));
  const headers = childOf(response, 'headers');
  return objectOf(origin, [
    ['description', { value: '', origin }],
    ...kept,
    [
      'headers',
      headers &&
        objectOf(
          headers.origin,
          childrenOf(headers).map(([name, header]) => [name, upgradeHeader(header, upgrading)] as const),
        ),
    ],
    ['content', upgradeContent(response, produces, upgrading)],
  ]);
}

function upgradeHeader(header: Written, upgrading: Upgrading): Written {
  const { schema, others } = upgradeValue(header, 'header', upgrading);
  return objectOf(header.origin, [...others, ['schema', schema]]);
}

function upgradeContent(response: Written, produces: readonly string[], upgrading: Upgrading): Written | undefined {
  const [written, examples] = [childOf(response, 'schema'), childOf(response, 'examples')];
  const schema = written && upgrading.schema(written);
  const ofSchema = schema === undefined || produces.length > 0 ? produces : ['*/*'];
  const shown = examples === undefined ? [] : childrenOf(examples).map(([type]) => type);
  const types = new Set([...(schema === undefined ? [] : ofSchema), ...shown]);
  if (types.size === 0) return undefined;
  const media = [...types].map((type) => {
    const example = examples && childOf(examples, type);
    return [
      type,
      objectOf(response.origin, [
        ['schema', schema],
        ['example', example],
      ]),
    ] as const;
  });
  return objectOf(response.origin, media);
}

/** Media types of an operation, or of the document where it has no such key. */
export function mediaTypes(root: Written, operation: Written, key: 'consumes' | 'produces'): readonly string[] {
  const list = member(operation.value, key) ?? member(root.value, key);
  return Array.isArray(list) ? list.filter((type) => typeof type === 'string') : [];
}
