/** The one form every dialect of OpenAPI is brought into: what this version reads of a document, each part with its place. */
export interface NormalDocument {
  readonly title: string;
  readonly version: string;
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
  readonly hasContent: boolean;
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
  readonly example: string | undefined;
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
