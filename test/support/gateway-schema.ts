import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

/** What of JSON Schema the language's schema uses. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | false;
  readonly items?: SchemaNode;
  readonly oneOf?: readonly SchemaNode[];
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
}

export const gatewaySchema: SchemaNode = JSON.parse(
  readFileSync(new URL('../../openapi/gateway.schema.json', import.meta.url), 'utf8'),
);

const ajv = new Ajv({ strict: true, allowUnionTypes: true, keywords: ['markdownDescription', 'enumDescriptions'] });

/** Whether a document is what `gateway.schema.json` takes. */
export const fitsGatewaySchema = ajv.compile(gatewaySchema);
