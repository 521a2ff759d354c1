import { createHash } from 'node:crypto';
import { stringOf } from '../json-values.ts';
import type { Resolver } from './resolver.ts';

/** A resource as the functions see it that decide its name, id and ARN. */
export interface ResourceView {
  readonly logicalId: string;
  readonly type: string;
  readonly resolver: Resolver;
  /** A resolved property. */
  property(name: string): unknown;
  /** The name given in a property, or one made of stack, logical id and a hash. */
  name(property: string, maxLength?: number): string;
  /** Characters [a-z0-9]; the same for the same logical id of the same stack in the same account and region. */
  id(length: number): string;
  arn(service: string, resource: string): string;
}

export function viewResource(logicalId: string, resolver: Resolver): ResourceView {
  const { stack } = resolver;
  const resource = stack.template.Resources[logicalId];
  if (!resource) return resolver.refuse(`the template has no resource or parameter ${logicalId}`);
  const own = resolver.within(stack, `resource ${logicalId}`);
  const property = (name: string) => own.resolve(resource.Properties[name]);
  const id = (length: number) => hash([stack.accountId, stack.region, stack.name, logicalId].join('/'), length);
  return {
    logicalId,
    type: resource.Type,
    resolver: own,
    property,
    id,
    name: (name, maxLength = 255) =>
      stringOf(property(name)) ?? generatedName(stack.name, logicalId, id(12), maxLength),
    arn: (service, path) => `arn:aws:${service}:${stack.region}:${stack.accountId}:${path}`,
  };
}

/** As CloudFormation makes them: the stack and logical id are cut to leave room for the suffix. */
function generatedName(stackName: string, logicalId: string, suffix: string, maxLength: number): string {
  const room = maxLength - suffix.length - 2;
  const shownId = logicalId.slice(0, Math.max(Math.floor(room / 2), room - stackName.length));
  return `${stackName.slice(0, room - shownId.length)}-${shownId}-${suffix}`;
}

function hash(text: string, length: number): string {
  const digest = createHash('sha256').update(text).digest('hex');
  return BigInt(`0x${digest}`).toString(36).padStart(length, '0').slice(-length);
}
