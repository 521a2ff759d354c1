/**
 * JSON Schema 2020-12 as the compiler hands it over: checked, without annotations, identifiers and anchors. Every `$ref` is
 * `#/$defs/NAME`, and NAME is of letters, digits and `.`, `_`, `-`.
 */
export type Schema = boolean | SchemaObject;

export type TypeName = 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string';

export type SchemaMap = Readonly<Record<string, Schema>>;

export interface SchemaObject {
  readonly $ref?: string;
  readonly type?: TypeName | readonly TypeName[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];

  readonly multipleOf?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;

  readonly minLength?: number;
  readonly maxLength?: number;
  /** ECMA-262, with the flag `u` where it is valid with it. */
  readonly pattern?: string;
  readonly format?: string;

  readonly prefixItems?: readonly Schema[];
  readonly items?: Schema;
  readonly contains?: Schema;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly unevaluatedItems?: Schema;

  readonly properties?: SchemaMap;
  readonly patternProperties?: SchemaMap;
  readonly additionalProperties?: Schema;
  readonly propertyNames?: Schema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly dependentSchemas?: SchemaMap;
  readonly unevaluatedProperties?: Schema;

  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
}

/** A schema with the definitions that it reaches. */
export interface SelfContainedSchema extends SchemaObject {
  readonly $defs?: SchemaMap;
}

const DEFINITIONS = '#/$defs/';

export const referenceTo = (definition: string): string => DEFINITIONS + definition;

export const definitionOf = (reference: string): string => reference.slice(DEFINITIONS.length);
