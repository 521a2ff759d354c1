import type { UsagePlanDefinition } from '../assembly/assembly.ts';
import type { HeldApi } from '../rest-api/api-record.ts';

/** What outlives a run: API keys, their plans, their usage, plans and APIs made, changed or kept at run time. Calls are synchronous. */
export interface LocalState {
  readonly apiKeys: ApiKeyStore;
  readonly planKeys: PlanKeyStore;
  readonly usage: UsageStore;
  readonly plans: PlanStore;
  readonly apis: ApiStore;
  /** Runs `work` as one transaction: all of its changes or, if it throws, none. Inside another one it is a part of that. */
  transaction<Result>(work: () => Result): Result;
  close(): void;
}

export interface StoredApiKey {
  readonly id: string;
  readonly value: string;
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly customerId: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly createdDate: number;
  /** Milliseconds since 1970. */
  readonly lastUpdatedDate: number;
}

export interface ApiKeyStore {
  /** Ordered by id. */
  list(): readonly StoredApiKey[];
  get(id: string): StoredApiKey | undefined;
  /** Fast enough for each request. */
  findByValue(value: string): StoredApiKey | undefined;
  /** Adds or replaces by id; on disk when it returns. Throws if another key has the value. */
  put(key: StoredApiKey): void;
  /** Also takes the key out of its plans. */
  delete(id: string): void;
}

export interface PlanKeyStore {
  link(planId: string, keyId: string): void;
  unlink(planId: string, keyId: string): void;
  /** Whether the key is in the plan; fast enough for each request. */
  has(planId: string, keyId: string): boolean;
  keysOf(planId: string): readonly string[];
  /** Fast enough for each request. */
  plansOf(keyId: string): readonly string[];
}

export interface UsageStore {
  /** Adds to an hour's count, on disk within 20 ms. @param hour UTC, `YYYY-MM-DDTHH` @returns for `keep` */
  add(planId: string, keyId: string, hour: string, amount: number): number;
  /** Has on disk what `add` returned this for; due before who was counted is answered. */
  keep(counted: number): void;
  /** Sum of the hours from `from` to `to`, both included. */
  sum(planId: string, keyId: string, from: string, to: string): number;
  /** Days (UTC, `YYYY-MM-DD`) with a count, ordered by key and day; `keyId` undefined: all keys of the plan. */
  list(planId: string, keyId: string | undefined, from: string, to: string): readonly DayUsage[];
  /** What UpdateUsage moved the limit by in the period that begins on the day. */
  granted(planId: string, keyId: string, day: string): number;
  grant(planId: string, keyId: string, day: string, amount: number): void;
}

export interface DayUsage {
  readonly keyId: string;
  readonly day: string;
  readonly count: number;
}

export interface StoredPlan {
  readonly definition: UsagePlanDefinition;
  /** Who made it: a template, which may give it another definition or leave it out later, or the control plane. */
  readonly source: 'assembly' | 'control-plane';
  /** UpdateUsagePlan's, in order, to be applied over the definition. */
  readonly patches: readonly PatchOperation[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface PatchOperation {
  readonly op: string;
  readonly path: string;
  readonly value?: string;
  readonly from?: string;
}

export interface PlanStore {
  /** Ordered by id. */
  list(): readonly StoredPlan[];
  get(id: string): StoredPlan | undefined;
  /** Adds or replaces by the definition's id; on disk when it returns. */
  put(plan: StoredPlan): void;
  /** Also takes its keys out of it. */
  delete(id: string): void;
}

/** REST APIs that the control plane made; an assembly's are in the assembly. */
export interface ApiStore {
  list(): readonly HeldApi[];
  /** Adds or replaces by id; on disk when it returns. */
  put(held: HeldApi): void;
  delete(id: string): void;
}
