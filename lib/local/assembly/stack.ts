import type { JsonObject } from '../json-values.ts';

/** One stack of an assembly as read from its files, nothing resolved. */
export interface Stack {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly template: Template;
  /** By object key, which is what a template names. */
  readonly assets: ReadonlyMap<string, FileAsset>;
  /** For a nested stack, the resource that makes it. */
  readonly parent?: { readonly stack: Stack; readonly logicalId: string };
  /** By the logical id of the `AWS::CloudFormation::Stack` resource. */
  readonly nested: ReadonlyMap<string, Stack>;
}

export interface FileAsset {
  readonly path: string;
  /** `zip`: a folder, or a file that is a zip already; `file`: taken as it is. */
  readonly packaging: string;
}

export interface Template {
  readonly Parameters: Readonly<Record<string, JsonObject>>;
  readonly Mappings: JsonObject;
  readonly Conditions: JsonObject;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, JsonObject>>;
}

export interface Resource {
  readonly Type: string;
  readonly Properties: JsonObject;
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly Metadata: JsonObject;
}
