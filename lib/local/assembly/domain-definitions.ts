import { UserError } from '../../errors.ts';
import { stringOf } from '../json-values.ts';
import type { Assembly, DomainMapping } from './assembly.ts';
import { type DeployedResource, deployedResources } from './deployed-resources.ts';
import type { Stack } from './stack.ts';

const DOMAINS = ['AWS::ApiGateway::DomainName', 'AWS::ApiGatewayV2::DomainName'];
const MAPPINGS = ['AWS::ApiGateway::BasePathMapping', 'AWS::ApiGatewayV2::ApiMapping'];
const NOT_SERVED = new Map([
  ['AWS::ApiGateway::BasePathMappingV2', 'private custom domains are not served here'],
  ['AWS::ApiGatewayV2::RoutingRule', 'routing rules are not served here, mappings alone are'],
]);

/** Custom domains, of the assembly or made elsewhere, by what the assembly maps to them. What only AWS can tell is left out by name. */
export function domainDefinitions(stacks: readonly Stack[]): Pick<Assembly, 'domains' | 'unservedMappings'> {
  const domains = new Map<string, DomainMapping[]>();
  const unserved = new Set<string>();
  const attempt = (read: () => void) => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      unserved.add(error.message);
    }
  };
  const each = (types: Iterable<string>, read: (view: DeployedResource) => void) => {
    for (const type of types)
      attempt(() => {
        for (const view of deployedResources(stacks, type)) attempt(() => read(view));
      });
  };
  each(DOMAINS, (view) => {
    domains.set(domainName(view), []);
  });
  each(MAPPINGS, (view) => {
    const name = domainName(view);
    domains.set(name, [...(domains.get(name) ?? []), domainMapping(view)]);
  });
  each(NOT_SERVED.keys(), ({ type, resolver }) => resolver.refuse(NOT_SERVED.get(type) ?? type));
  return {
    domains: Array.from(domains, ([name, mappings]) => ({ name, mappings })),
    unservedMappings: [...unserved],
  };
}

function domainName({ property }: DeployedResource): string {
  return String(property('DomainName')).toLowerCase();
}

function domainMapping({ property }: DeployedResource): DomainMapping {
  const basePath = given(property('BasePath') ?? property('ApiMappingKey')) ?? '';
  return {
    basePath: basePath.replace(/^\/+|\/+$/g, ''),
    apiId: String(property('RestApiId') ?? property('ApiId')),
    stage: given(property('Stage')),
  };
}

/** `(none)` is API Gateway's word for what is not given. */
function given(value: unknown): string | undefined {
  const text = stringOf(value);
  return text === '' || text === '(none)' ? undefined : text;
}
