import type { SecurityRequirement } from '../../../lambdas/core/authorizer-config.ts';
import type { ApiModel, NativeAuthorization, OperationSecurity, Plan } from '../api-model.ts';
import type { NamedScheme, NormalDocument, NormalSecurity } from '../dialects/normal-document.ts';
import { classifyScheme, type SchemeKind } from './classify-scheme.ts';
import { userPools } from './user-pools.ts';

/** What the security of a whole API comes to: where API Gateway takes keys from is one setting for all operations. */
export interface ApiSecurity {
  readonly keySource: ApiModel['keySource'];
  readonly kindOf: (scheme: string) => SchemeKind['kind'];
  /** What enforces an operation's security, given that the rules found it enforceable. One answer for one object. */
  readonly of: (security: NormalSecurity) => OperationSecurity;
}

export interface SecuredDocument {
  readonly document: Pick<NormalDocument, 'securitySchemes'>;
  readonly operations: readonly { readonly security: NormalSecurity }[];
  readonly plans: readonly Plan[];
}

export function apiSecurity({ document, operations, plans }: SecuredDocument): ApiSecurity {
  const kindOf = schemeKinds(document);
  const isKey = ({ scheme }: NamedScheme): boolean => kindOf(scheme) === 'plan-key';
  const hasKey = (alternative: readonly NamedScheme[]): boolean => alternative.some(isKey);
  const chooses = ({ alternatives }: NormalSecurity): boolean =>
    !isOptional(alternatives) && alternatives.some(hasKey) && !alternatives.every(hasKey);
  const keySource = operations.some(({ security }) => chooses(security)) ? 'AUTHORIZER' : 'HEADER';
  const judgesKeys = keySource === 'AUTHORIZER' || plans.some(hasRules);
  const enforcing = ({ alternatives }: NormalSecurity): OperationSecurity => {
    const optional = isOptional(alternatives);
    const apiKey = !optional && alternatives.some(hasKey);
    const native = nativeOf(alternatives.flat(), document, kindOf);
    if (native !== undefined) return { apiKey, requirements: undefined, native };
    const judged = alternatives.map((alternative) =>
      judgesKeys && !optional ? alternative : alternative.filter((each) => !isKey(each)),
    );
    const requirements = distinct(judged.map((alternative) => keysLast(alternative, isKey).map(withoutPlace)));
    const metered = apiKey && keySource === 'AUTHORIZER';
    return {
      apiKey,
      requirements: requirements.every(({ length }) => length === 0) ? undefined : requirements,
      ...(metered && { metered }),
    };
  };
  const known = new Map<NormalSecurity, OperationSecurity>();
  return {
    keySource,
    kindOf,
    of(security) {
      const found = known.get(security) ?? enforcing(security);
      known.set(security, found);
      return found;
    },
  };
}

/** What API Gateway does not know of keys: the authorizer asks the state table. */
const hasRules = ({ allow, keyLifetime }: Plan): boolean => allow !== undefined || keyLifetime !== undefined;

/** No alternative at all, or one that is empty, needs nothing. */
export const isOptional = (alternatives: NormalSecurity['alternatives']): boolean =>
  alternatives.length === 0 || alternatives.some(({ length }) => length === 0);

function schemeKinds({ securitySchemes }: Pick<NormalDocument, 'securitySchemes'>): ApiSecurity['kindOf'] {
  const kinds = new Map([...securitySchemes].map(([name, { value }]) => [name, classifyScheme(value).kind]));
  return (scheme) => kinds.get(scheme) ?? 'unsupported';
}

function nativeOf(
  schemes: readonly NamedScheme[],
  document: Pick<NormalDocument, 'securitySchemes'>,
  kindOf: ApiSecurity['kindOf'],
): NativeAuthorization | undefined {
  const native = schemes.find(({ scheme }) => isNative(kindOf(scheme)));
  if (native === undefined) return undefined;
  if (kindOf(native.scheme) === 'iam') return { kind: 'iam' };
  const located = document.securitySchemes.get(native.scheme);
  return { kind: 'cognito', scheme: native.scheme, userPools: userPools(located), scopes: native.scopes };
}

export const isNative = (kind: SchemeKind['kind']): boolean => kind === 'iam' || kind === 'cognito';

/** A key never tells who calls where another credential does, so that its place says nothing; of others the first one does. */
const keysLast = (alternative: readonly NamedScheme[], isKey: (each: NamedScheme) => boolean): readonly NamedScheme[] =>
  alternative.toSorted((one, other) => Number(isKey(one)) - Number(isKey(other)));

const withoutPlace = ({ scheme, scopes }: NamedScheme) => ({ scheme, scopes });

function distinct(requirements: readonly SecurityRequirement[]): readonly SecurityRequirement[] {
  return [...new Map(requirements.map((requirement) => [JSON.stringify(requirement), requirement])).values()];
}
