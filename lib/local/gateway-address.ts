import { chooseMapping, hasLevels, type MappedPath } from './apis/choose-mapping.ts';
import type { FindDomain } from './apis/domain-finder.ts';
import { withoutPort } from './steps/request-context.ts';

/** What a request on the one port is for. */
export type GatewayAddress =
  | { readonly kind: 'control-plane' }
  | { readonly kind: 'dynamodb' }
  | { readonly kind: 'secrets-manager' }
  | CustomDomainAddress
  /** A path of a custom domain that is mapped to nothing. */
  | { readonly kind: 'unmapped' }
  /** The first API's stage, as by a custom domain with an empty base path. */
  | { readonly kind: 'first-stage'; readonly stagePath: string }
  | { readonly kind: 'stage'; readonly apiId: string; readonly stage: string; readonly stagePath: string };

export interface CustomDomainAddress extends MappedPath {
  readonly kind: 'custom-domain';
  /** As the client named it, in lower case. */
  readonly name: string;
  /** Whether the names of header fields are passed on in lower case. */
  readonly lowersNames: boolean;
}

const LOCAL_PREFIX = '/_aws/execute-api/';
const EXECUTE_API_HOST = /^([a-z0-9]+)\.execute-api\./;

/**
 * Tells requests apart: AWS's control plane, DynamoDB and Secrets Manager by the scope of their signatures, an API by a
 * custom domain, by its `execute-api` host name or by `/_aws/execute-api/API/STAGE/…`, anything else is the first API's.
 * @param path of the request's URL, without the query
 */
export function gatewayAddress(
  path: string,
  host: string,
  authorization: string | undefined,
  findDomain: FindDomain,
): GatewayAddress {
  if (authorization?.includes('/apigateway/aws4_request')) return { kind: 'control-plane' };
  if (authorization?.includes('/dynamodb/aws4_request')) return { kind: 'dynamodb' };
  if (authorization?.includes('/secretsmanager/aws4_request')) return { kind: 'secrets-manager' };
  const name = withoutPort(host).toLowerCase();
  const domain = findDomain(name);
  if (domain !== undefined) {
    const mapped = chooseMapping(domain.mappings, path);
    if (mapped === undefined) return { kind: 'unmapped' };
    return { kind: 'custom-domain', name, lowersNames: hasLevels(domain.mappings), ...mapped };
  }
  if (path.startsWith(LOCAL_PREFIX)) {
    const [apiId = '', rest = ''] = splitAt(path.slice(LOCAL_PREFIX.length));
    return stageAddress(apiId, rest);
  }
  const apiId = host.includes('.execute-api.') ? EXECUTE_API_HOST.exec(host)?.[1] : undefined;
  return apiId === undefined ? { kind: 'first-stage', stagePath: path } : stageAddress(apiId, path);
}

/** Extra slashes before the stage are collapsed (recorded). */
function stageAddress(apiId: string, path: string): GatewayAddress {
  const [stage, stagePath] = splitAt(path.replace(/^\/+/, ''));
  return { kind: 'stage', apiId, stage, stagePath };
}

function splitAt(text: string): [head: string, tail: string] {
  const slash = text.indexOf('/');
  return slash === -1 ? [text, ''] : [text.slice(0, slash), text.slice(slash)];
}
