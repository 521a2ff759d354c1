import { listOf, objectOf, stringOf } from '../json-values.ts';
import { evaluateCondition } from './conditions.ts';
import { findExport, findOutput, resolveAttribute } from './references.ts';
import type { Resolver } from './resolver.ts';
import { substitute } from './substitute.ts';

type Intrinsic = (argument: unknown, resolver: Resolver) => unknown;

/** CloudFormation's functions by name; those that need AWS to answer (`Fn::Transform`, `Fn::Cidr` …) are left out. */
export const intrinsics: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Fn::GetAtt', getAtt],
  ['Fn::Join', join],
  ['Fn::Sub', substitute],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::If', choose],
  ['Fn::FindInMap', findInMap],
  ['Fn::Base64', (argument, { resolve }) => Buffer.from(String(resolve(argument))).toString('base64')],
  ['Fn::ImportValue', (argument, resolver) => findExport(String(resolver.resolve(argument)), resolver)],
  ['Fn::GetStackOutput', getStackOutput],
  ['Fn::GetAZs', (_argument, { stack }) => ['a', 'b', 'c'].map((zone) => `${stack.region}${zone}`)],
  ['Fn::ToJsonString', (argument, { resolve }) => JSON.stringify(resolve(argument))],
  ['Fn::Length', (argument, { resolve }) => listOf(resolve(argument)).length],
]);

function getAtt(argument: unknown, resolver: Resolver): unknown {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return resolveAttribute(argument.slice(0, dot), argument.slice(dot + 1), resolver);
  }
  const [logicalId, attribute] = listOf(argument);
  return resolveAttribute(String(logicalId), String(resolver.resolve(attribute)), resolver);
}

function join(argument: unknown, { resolve }: Resolver): string {
  const [delimiter, parts] = listOf(argument);
  return listOf(resolve(parts)).map(String).join(String(delimiter));
}

function select(argument: unknown, resolver: Resolver): unknown {
  const [index, list] = listOf(argument);
  const position = Number(resolver.resolve(index));
  const items = listOf(resolver.resolve(list));
  if (position in items) return items[position];
  return resolver.refuse(`Fn::Select takes item ${position} of a list of ${items.length}`);
}

function split(argument: unknown, { resolve }: Resolver): readonly string[] {
  const [delimiter, text] = listOf(argument);
  return String(resolve(text)).split(String(delimiter));
}

function choose(argument: unknown, resolver: Resolver): unknown {
  const [condition, whenTrue, whenFalse] = listOf(argument);
  return resolver.resolve(evaluateCondition(String(condition), resolver) ? whenTrue : whenFalse);
}

function findInMap(argument: unknown, resolver: Resolver): unknown {
  const [map, first, second, options] = listOf(argument).map(resolver.resolve);
  const found = objectOf(objectOf(resolver.stack.template.Mappings[String(map)])[String(first)])[String(second)];
  const value = found ?? objectOf(options).DefaultValue;
  return value ?? resolver.refuse(`mapping ${map} has no value for ${first}, ${second}`);
}

function getStackOutput(argument: unknown, resolver: Resolver): unknown {
  const { StackName, OutputName } = objectOf(resolver.resolve(argument));
  return findOutput(stringOf(StackName) ?? '', stringOf(OutputName) ?? '', resolver);
}
