import { UserError } from '../../errors.ts';
import type { HeldApi } from '../rest-api/api-record.ts';
import type { ApiStore } from '../state/local-state.ts';
import type { Stage } from '../steps/exchange.ts';
import { type DeployTools, deployStage } from './deploy-stage.ts';

/** The REST APIs of an assembly and those that the control plane made, with their stages as they are served. */
export interface ApiDirectory {
  readonly list: () => readonly HeldApi[];
  readonly get: (id: string) => HeldApi | undefined;
  /** Adds or replaces by id, and serves its stages from then on; throws by name what cannot be served, and changes nothing then. */
  readonly put: (held: HeldApi) => void;
  readonly delete: (id: string) => void;
  /** By `apiId/stage`. */
  readonly stages: ReadonlyMap<string, Stage>;
}

/**
 * @param assembly its APIs; what the control plane changes of them lasts until the assembly is loaded again, as a deploy would have it
 * @param store of those that the control plane made
 */
export function apiDirectory(assembly: readonly HeldApi[], store: ApiStore, tools: DeployTools): ApiDirectory {
  const own = new Set(assembly.map(({ api }) => api.id));
  const apis = new Map<string, HeldApi>();
  const stages = new Map<string, Stage>();
  const serve = (held: HeldApi) => {
    const before = apis.get(held.api.id);
    const told = new Set<string>();
    // What is said of an API is said once, not for each of its stages.
    const onLog = (line: string) => {
      if (!told.has(line)) tools.onLog(line);
      told.add(line);
    };
    const served = held.stages.map((record) => {
      const known = stages.get(`${held.api.id}/${record.stageName}`);
      const unchanged = known !== undefined && before?.stages.includes(record) === true;
      return [record.stageName, unchanged ? known : deployStage(held, record, { ...tools, onLog })] as const;
    });
    for (const { stageName } of before?.stages ?? []) stages.delete(`${held.api.id}/${stageName}`);
    for (const [name, stage] of served) stages.set(`${held.api.id}/${name}`, stage);
    apis.set(held.api.id, held);
  };
  for (const held of assembly) serve(held);
  for (const held of store.list()) {
    try {
      serve(held);
    } catch (error) {
      // A function that it needs may have left the assembly; that must keep nothing else from being served.
      if (!(error instanceof UserError)) throw error;
      tools.onLog(error.message);
      apis.set(held.api.id, held);
    }
  }
  return {
    stages,
    list: () => [...apis.values()],
    get: (id) => apis.get(id),
    put: (held) => {
      serve(held);
      if (!own.has(held.api.id)) store.put(held);
    },
    delete: (id) => {
      for (const { stageName } of apis.get(id)?.stages ?? []) stages.delete(`${id}/${stageName}`);
      apis.delete(id);
      store.delete(id);
    },
  };
}
