export interface TableOptions {
  readonly table: string;
  readonly region?: string;
  readonly endpoint?: string;
}

export interface PurgeOptions extends TableOptions {
  readonly operation?: string;
  readonly path?: string;
  readonly tag?: string;
  readonly all?: boolean;
}
