import type { Operation, Parameter } from '../api-model.ts';
import { variableNames } from '../variable-names.ts';

export interface GatewayParameter extends Parameter {
  readonly schema: { readonly type: 'string' };
}

/** API Gateway refuses the import of any other name, `filter[name]` for one. */
const TAKEN_NAME = /^[A-Za-z0-9:._$-]+$/;

/**
 * What API Gateway checks the presence of: the resource's own variables, and query parameters that every operation on the
 * method needs, but for one named as a variable: it refuses a name that stands in two places. Optional ones would say
 * nothing to a proxy integration. Header fields are left to the router and targets:
 * API Gateway compares their names case-sensitively (important notes), so it would refuse valid requests.
 */
export function methodParameters(path: string, operations: readonly Operation[]): readonly GatewayParameter[] {
  const [needed = new Set<string>(), ...others] = operations.map(neededInQuery);
  const variables = variableNames(path);
  const query = [...needed].filter((name) => !variables.includes(name) && others.every((names) => names.has(name)));
  return [...variables.map((name) => required(name, 'path')), ...query.map((name) => required(name, 'query'))];
}

function neededInQuery({ parameters }: Operation): ReadonlySet<string> {
  const needed = parameters.filter(
    ({ name, in: place, required }) => place === 'query' && required && TAKEN_NAME.test(name),
  );
  return new Set(needed.map(({ name }) => name));
}

const required = (name: string, place: 'path' | 'query'): GatewayParameter => ({
  name,
  in: place,
  required: true,
  schema: { type: 'string' },
});
