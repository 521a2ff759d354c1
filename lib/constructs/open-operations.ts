import { Annotations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ApiModel } from '../compiler/index.ts';

/** What of a gateway document decides who may call. */
interface Body {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, { readonly security?: readonly object[] }>>>>;
}

const MOST = 10;

/**
 * Looks at the gateway document that is deployed, where no rule of cdk-nag looks: tells which methods anybody may call, and
 * throws where one of them belongs to an operation that the model secures.
 */
export function tellOpenOperations(scope: Construct, model: ApiModel, gatewayDocument: object): void {
  const open = openMethods(gatewayDocument);
  const secured = model.operations.filter(({ security }) => security.apiKey || security.requirements !== undefined);
  const exposed = secured.find(({ resource: { method, path } }) => open.includes(`${method} ${path}`));
  if (exposed !== undefined) throw new Error(`bug: ${exposed.id} is secured, but anybody may call its method`);
  const methods = open.filter((name) => !name.startsWith('OPTIONS '));
  if (methods.length === 0) return;
  const more = methods.length > MOST ? `, and ${methods.length - MOST} more` : '';
  Annotations.of(scope).addInfo(`anybody may call ${methods.slice(0, MOST).join(', ')}${more}`);
}

/** `METHOD /path` without a requirement, or with one that asks for nothing. */
export function openMethods({ paths = {} }: Body): readonly string[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { security }]) =>
      security === undefined || security.length === 0 || security.some((one) => Object.keys(one).length === 0)
        ? [`${method === 'x-amazon-apigateway-any-method' ? 'ANY' : method.toUpperCase()} ${path}`]
        : [],
    ),
  );
}
