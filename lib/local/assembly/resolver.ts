import { UserError } from '../../errors.ts';
import { isJsonObject } from '../json-values.ts';
import { intrinsics } from './intrinsics.ts';
import { resolveRef } from './references.ts';
import type { Stack } from './stack.ts';

/** Evaluates template values in one stack, as CloudFormation does at deploy. */
export interface Resolver {
  readonly stack: Stack;
  /** All of the assembly, for values that stacks hand each other. */
  readonly stacks: readonly Stack[];
  /** The value without intrinsics; `undefined` for `AWS::NoValue`, which also leaves lists and objects. */
  resolve(value: unknown): unknown;
  /** A resolver for values of another stack, or of another owner in this one. */
  within(stack: Stack, owner: string): Resolver;
  /** Throws `ASSEMBLY_UNSUPPORTED` with the owner's name before the reason. */
  refuse(reason: string): never;
}

/** @param owner what the values belong to, for messages: a resource or an output by its name */
export function createResolver(stacks: readonly Stack[], stack: Stack, owner: string): Resolver {
  const resolver: Resolver = {
    stack,
    stacks,
    resolve: (value) => resolveValue(value, resolver),
    within: (otherStack, otherOwner) => createResolver(stacks, otherStack, otherOwner),
    refuse: (reason) => {
      throw new UserError('ASSEMBLY_UNSUPPORTED', `${owner} of stack ${stack.name}: ${reason}`);
    },
  };
  return resolver;
}

function resolveValue(value: unknown, resolver: Resolver): unknown {
  if (typeof value === 'string') return refuseDynamicReference(value, resolver);
  if (Array.isArray(value)) return value.map(resolver.resolve).filter((item) => item !== undefined);
  if (!isJsonObject(value)) return value;
  const [only, ...others] = Object.keys(value);
  if (only !== undefined && others.length === 0) {
    if (only === 'Ref') return resolveRef(String(value.Ref), resolver);
    if (only.startsWith('Fn::')) return evaluate(only, value[only], resolver);
  }
  const entries = Object.entries(value).map(([key, item]) => [key, resolver.resolve(item)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

function evaluate(name: string, argument: unknown, resolver: Resolver): unknown {
  const intrinsic = intrinsics.get(name);
  return intrinsic
    ? intrinsic(argument, resolver)
    : resolver.refuse(`the local runtime cannot evaluate ${name}, put its value there`);
}

/** `{{resolve:ssm:…}}` and `{{resolve:secretsmanager:…}}` are looked up in AWS at deploy. */
function refuseDynamicReference(value: string, resolver: Resolver): string {
  const [reference] = /\{\{resolve:[^}]*\}\}/.exec(value) ?? [];
  return reference === undefined
    ? value
    : resolver.refuse(`${reference} is known only in AWS, put a value there for local use`);
}
