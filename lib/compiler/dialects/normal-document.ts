/** The one form every dialect of OpenAPI is brought into: what this version reads of a document, each part with its place. */
export interface NormalDocument {
  readonly title: string;
  readonly version: string;
  readonly dialect: Dialect;
  /** The document's root object. */
  readonly root: unknown;
  /** `undefined`: the document declares none. */
  readonly servers: Located | undefined;
  readonly securitySchemes: ReadonlyMap<string, Located>;
  /** The root's `x-gateway`. */
  readonly gateway: Located | undefined;
  /** In the document's order. */
  readonly operations: readonly NormalOperation[];
  /** Whether a key of the root or something below `paths` could not be read, which has been reported: parts are missing. */
  readonly refused: boolean;
}

/** What differs between the two is how schemas are read. */
export type Dialect = '3.0' | '3.1';

export interface NormalOperation {
  /** The document's `operationId`, or `METHOD /path`. */
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  /** Without fragment and query string. */
  readonly path: string;
  readonly pointer: string;
  readonly pathPointer: string;
  readonly tags: readonly string[];
  readonly summary: string;
  /** The path's and the operation's own, the latter winning, references resolved. */
  readonly parameters: readonly NormalParameter[];
  readonly security: NormalSecurity;
  /** The operation's own or the path's; the document's are not repeated here. */
  readonly servers: OwnServers | undefined;
  /** `x-gateway` of the document, the path, the operation: those that exist, in this order. */
  readonly layers: readonly Layer[];
  readonly content: NormalContent;
  /** The operation itself, for what few readers need. */
  readonly value: unknown;
}

export interface Located {
  readonly value: unknown;
  readonly pointer: string;
}

export type Level = 'document' | 'path' | 'operation';

export interface Layer extends Located {
  readonly level: Level;
}

export interface OwnServers extends Located {
  readonly level: Exclude<Level, 'document'>;
}

export interface NormalParameter {
  readonly name: string;
  readonly in: 'query' | 'header' | 'path' | 'cookie';
  readonly required: boolean;
  /** Whether its properties are sent in its place: no field has its own name. */
  readonly isSpread: boolean;
  readonly example: string | undefined;
  /** As written; OpenAPI's default depends on the place. */
  readonly style: unknown;
  /** Its default depends on the style. */
  readonly explode: boolean | undefined;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: boolean;
  /** As written: it may be a reference. */
  readonly schema: Located | undefined;
  /** In place of a schema: the value is a text of this media type. */
  readonly mediaType: NormalMediaType | undefined;
  readonly pointer: string;
}

/** What the requests and responses of an operation may hold, references to request bodies, responses and headers resolved. */
export interface NormalContent {
  readonly request: NormalRequestBody | undefined;
  /** In the document's order. */
  readonly responses: readonly NormalResponse[];
}

export interface NormalRequestBody {
  readonly required: boolean;
  readonly mediaTypes: readonly NormalMediaType[];
  readonly pointer: string;
}

export interface NormalMediaType {
  /** As written: a media type with or without parameters, or a range such as `image/*`. */
  readonly type: string;
  /** As written: it may be a reference. */
  readonly schema: Located | undefined;
  /** Of each item of a sequence (OpenAPI 3.2). */
  readonly itemSchema: Located | undefined;
  /** Of the properties of a form or of the parts of a multipart body. */
  readonly encoding: Located | undefined;
  readonly pointer: string;
}

export interface NormalResponse {
  /** `200`, `2XX`, `default`. */
  readonly status: string;
  readonly mediaTypes: readonly NormalMediaType[];
  readonly headers: readonly NormalHeader[];
  readonly pointer: string;
}

export interface NormalHeader {
  readonly name: string;
  readonly required: boolean;
  readonly explode: boolean;
  readonly schema: Located | undefined;
  readonly mediaType: NormalMediaType | undefined;
  readonly pointer: string;
}

/** OpenAPI's own meaning, OR of ANDs: no alternative, or one that is empty, leaves the operation open. */
export interface NormalSecurity {
  readonly alternatives: readonly (readonly NamedScheme[])[];
  readonly pointer: string;
}

export interface NamedScheme {
  readonly scheme: string;
  readonly scopes: readonly string[];
  readonly pointer: string;
}
