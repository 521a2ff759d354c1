/** What the compiler tells the router of the requests and responses of one operation; a line of `validation.jsonl`. */
import type { Schema } from './schema.ts';

export interface OperationDescription {
  readonly parameters: readonly ParameterDescription[];
  /** Absent: the document describes none, and any passes. */
  readonly body?: BodyDescription;
  /** Only where responses are checked. */
  readonly responses?: readonly ResponseDescription[];
}

export type Place = 'path' | 'query' | 'header' | 'cookie';

export type Style = 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';

export interface ParameterDescription {
  readonly name: string;
  readonly in: Place;
  readonly required: boolean;
  readonly style: Style;
  readonly explode: boolean;
  readonly allowEmptyValue?: true;
  /** The value is a JSON text (`content` in place of a schema). */
  readonly json?: true;
  readonly schema: Schema;
}

export interface BodyDescription {
  readonly required: boolean;
  readonly mediaTypes: readonly MediaTypeDescription[];
}

export interface MediaTypeDescription {
  /** Lower case: a type, or a range such as `image/*`. */
  readonly type: string;
  /** Absent: content of this type is not looked into. */
  readonly content?: ContentDescription;
}

export interface ContentDescription {
  readonly kind: 'json' | 'form' | 'multipart' | 'text';
  readonly schema: Schema;
  /** By property of a form or name of a part. */
  readonly encoding?: Readonly<Record<string, EncodingDescription>>;
}

export interface EncodingDescription {
  readonly style?: Style;
  readonly explode?: boolean;
  /** Media types and ranges a part may have, lower case. */
  readonly contentTypes?: readonly string[];
}

export interface ResponseDescription {
  /** `200`, `2XX` or `default`. */
  readonly status: string;
  readonly mediaTypes: readonly MediaTypeDescription[];
  /** Of those that must be there or that have a schema. */
  readonly headers: readonly ParameterDescription[];
}
