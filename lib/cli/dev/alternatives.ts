import type { SchemeConfig } from '../../../lambdas/core/authorizer-config.ts';
import type { ApiModel, Operation } from '../../compiler/index.ts';

/** What a request may carry, together with the others of its alternative. */
export type Needed =
  | { readonly kind: 'key' }
  | { readonly kind: 'iam' | 'cognito' }
  | {
      readonly kind: 'scheme';
      readonly name: string;
      readonly config: SchemeConfig;
      readonly scopes: readonly string[];
    };

type Secured = Pick<Operation, 'security'>;

/** Any of them lets a request in; none at all: nothing is needed. */
export function alternativesOf(
  { schemes }: Pick<ApiModel, 'schemes'>,
  { security }: Secured,
): readonly (readonly Needed[])[] {
  const { apiKey, requirements, native } = security;
  if (native) return [[...(apiKey ? [KEY] : []), { kind: native.kind }]];
  // Where the authorizer judges keys, the requirements name them; else every alternative needs one.
  const namesKeys = requirements?.flat().some(({ scheme }) => schemes[scheme]?.kind === 'plan-key') ?? false;
  const always = apiKey && !namesKeys ? [KEY] : [];
  if (requirements === undefined) return always.length === 0 ? [] : [always];
  return requirements.map((requirement) => [
    ...always,
    ...requirement.flatMap(({ scheme: name, scopes }): readonly Needed[] => {
      const config = schemes[name];
      if (config === undefined) return [];
      return config.kind === 'plan-key' ? [KEY] : [{ kind: 'scheme', name, config, scopes }];
    }),
  ]);
}

const KEY = { kind: 'key' } as const;
