import { objectOf, stringOf } from '../json-values.ts';
import type { Resolver } from './resolver.ts';
import { resourceKind } from './resource-kinds.ts';
import { viewResource } from './resource-view.ts';
import type { Stack } from './stack.ts';

/** `Ref`: a pseudo parameter, a parameter, or a resource's own idea of its identity. */
export function resolveRef(name: string, resolver: Resolver): unknown {
  const { stack } = resolver;
  if (name.startsWith('AWS::')) return pseudoParameter(name, resolver);
  if (Object.hasOwn(stack.template.Parameters, name)) return resolveParameter(name, resolver);
  const view = viewResource(name, resolver);
  return resourceKind(view.type).ref(view);
}

/** `Fn::GetAtt`; an attribute that cannot be known here is refused by name. */
export function resolveAttribute(logicalId: string, attribute: string, resolver: Resolver): unknown {
  const nested = resolver.stack.nested.get(logicalId);
  if (nested && attribute.startsWith('Outputs.')) return outputOf(nested, attribute.slice('Outputs.'.length), resolver);
  const view = viewResource(logicalId, resolver);
  const value = resourceKind(view.type).attribute(attribute, view);
  return (
    value ??
    resolver.refuse(
      `attribute ${attribute} of ${logicalId} (${view.type}) is known only in AWS, put a value there for local use`,
    )
  );
}

/** `Fn::ImportValue`: the output of any stack of the assembly that is exported under the name. */
export function findExport(name: string, resolver: Resolver): unknown {
  for (const stack of resolver.stacks) {
    for (const [id, output] of Object.entries(stack.template.Outputs)) {
      const exported = objectOf(output.Export).Name;
      if (exported !== undefined && resolver.within(stack, `output ${id}`).resolve(exported) === name)
        return outputOf(stack, id, resolver);
    }
  }
  return resolver.refuse(`no stack of the assembly exports ${name}`);
}

/** `Fn::GetStackOutput`: an output by the names of its stack and its own. */
export function findOutput(stackName: string, name: string, resolver: Resolver): unknown {
  const stack = resolver.stacks.find((candidate) => candidate.name === stackName);
  return stack ? outputOf(stack, name, resolver) : resolver.refuse(`the assembly has no stack ${stackName}`);
}

function outputOf(stack: Stack, name: string, resolver: Resolver): unknown {
  const output = stack.template.Outputs[name] ?? resolver.refuse(`stack ${stack.name} has no output ${name}`);
  return resolver.within(stack, `output ${name}`).resolve(output.Value);
}

function resolveParameter(name: string, resolver: Resolver): unknown {
  const { parent, template } = resolver.stack;
  if (parent) {
    const given = objectOf(parent.stack.template.Resources[parent.logicalId]?.Properties.Parameters);
    if (Object.hasOwn(given, name))
      return resolver.within(parent.stack, `resource ${parent.logicalId}`).resolve(given[name]);
  }
  const { Default, Type } = template.Parameters[name] ?? {};
  if (Default === undefined && name.startsWith('AssetParameters'))
    return resolver.refuse('the template was written by LegacyStackSynthesizer, synthesize it with another one');
  if (Default === undefined)
    return resolver.refuse(`parameter ${name} has no default, which is what the local runtime takes: give it one`);
  const type = stringOf(Type) ?? 'String';
  if (type.startsWith('AWS::SSM::'))
    return resolver.refuse(`parameter ${name} is kept in AWS (${type}), put a value there for local use`);
  return type === 'CommaDelimitedList' || type.startsWith('List<')
    ? String(Default)
        .split(',')
        .map((item) => item.trim())
    : Default;
}

function pseudoParameter(name: string, resolver: Resolver): unknown {
  const { stack } = resolver;
  switch (name) {
    case 'AWS::AccountId':
      return stack.accountId;
    case 'AWS::Region':
      return stack.region;
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::StackName':
      return stack.name;
    case 'AWS::StackId':
      return `arn:aws:cloudformation:${stack.region}:${stack.accountId}:stack/${stack.name}/local`;
    case 'AWS::NotificationARNs':
      return [];
    case 'AWS::NoValue':
      return undefined;
    default:
      return resolver.refuse(`there is no pseudo parameter ${name}`);
  }
}
