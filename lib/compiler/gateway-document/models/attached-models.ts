import type { ApiModel, Operation } from '../../api-model.ts';
import type { RequestModels } from './request-models.ts';

/** What a method says of its body; a method of several operations cannot say whose body it means. */
export function bodyOf(operations: readonly Operation[]): object {
  const [first] = operations;
  if (operations.length !== 1 || first?.bodyModels === undefined) return {};
  const content = Object.entries(first.bodyModels).map(([type, name]) => [type, { schema: referenceTo(name) }]);
  return {
    requestBody: { required: true, content: Object.fromEntries(content) },
    'x-amazon-apigateway-request-validator': 'all',
  };
}

const referenceTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** The models that some method refers to, and those that they refer to. */
export function attachedModels({ models = {}, operations }: ApiModel): Readonly<Record<string, object>> {
  const methods = Map.groupBy(operations, ({ resource }) => `${resource.method} ${resource.path}`);
  const alone = [...methods.values()].filter(({ length }) => length === 1).flat();
  const pending = alone.flatMap(({ bodyModels }) => Object.values(bodyModels ?? {}));
  const reached = new Set<string>();
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    for (const [, other = ''] of JSON.stringify(models[name]).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
      pending.push(other);
  }
  return Object.fromEntries(Object.entries(models).filter(([name]) => reached.has(name)));
}

export function withModels(model: ApiModel, { schemas, bodies }: RequestModels): ApiModel {
  if (bodies.size === 0) return model;
  const operations = model.operations.map((operation) => {
    const bodyModels = bodies.get(operation.id);
    return bodyModels === undefined ? operation : { ...operation, bodyModels };
  });
  return { ...model, models: schemas, operations };
}
