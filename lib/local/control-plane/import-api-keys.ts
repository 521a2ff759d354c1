import type { StoredApiKey } from '../state/local-state.ts';
import { keyValueProblem } from './api-keys.ts';
import { ok, refused } from './control-answer.ts';
import type { ControlOperation, ControlPlaneTools } from './control-plane.ts';
import { newId } from './new-id.ts';
import { parseCsv } from './parse-csv.ts';
import { sharesStage } from './shares-stage.ts';

/** One line of the file; columns may stand in any order, unknown ones are ignored. */
interface KeyRow {
  readonly name: string;
  readonly value: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly planIds: readonly string[];
}

/** Keys from CSV: `Name` and `Key`, and if wanted `Description`, `Enabled` (default true), `UsagePlanIds`. The same value again overwrites. */
export const importApiKeys: ControlOperation = ({ rawBody, query }, tools) => {
  if (query.get('format') !== 'csv') return refused(400, 'Invalid format specified, must be csv');
  const rows = readRows(rawBody);
  if (typeof rows === 'string') return refused(400, rows);
  const { accepted, warnings } = acceptPlans(rows, tools);
  if (warnings.length > 0 && query.get('failonwarnings') === 'true')
    return refused(400, `Warnings found during import:\n\t${warnings.join('\n\t')}`);
  const ids = tools.state.transaction(() => accepted.map((row) => storeRow(row, tools)));
  return ok({ ids, warnings }, 201);
};

function readRows(text: string): KeyRow[] | string {
  const [header = [], ...lines] = parseCsv(text);
  const columns = header.map((name) => name.toLowerCase());
  if (!columns.includes('name') || !columns.includes('key')) return 'The file needs the columns Name and Key';
  const rows: KeyRow[] = [];
  for (const [i, line] of lines.entries()) {
    const field = (name: string) => line[columns.indexOf(name)] ?? '';
    const value = field('key');
    const problem = keyValueProblem(value);
    if (problem !== undefined) return `Line ${i + 2}: ${problem}`;
    const planIds = field('usageplanids')
      .split(',')
      .map((id) => id.trim());
    rows.push({
      name: field('name'),
      value,
      description: field('description'),
      enabled: field('enabled').toLowerCase() !== 'false',
      planIds: planIds.filter((id) => id !== ''),
    });
  }
  return rows;
}

/** Leaves out plans that there are not, and those that share a stage with one that the key is in: what CreateUsagePlanKey refuses too. */
function acceptPlans(rows: readonly KeyRow[], { state, plans }: ControlPlaneTools) {
  const warnings: string[] = [];
  const plansOf = new Map<string, readonly string[]>();
  const accepted = rows.map((row) => {
    const stored = state.apiKeys.findByValue(row.value);
    const before = plansOf.get(row.value) ?? (stored === undefined ? [] : state.planKeys.plansOf(stored.id));
    const planIds: string[] = [];
    for (const planId of row.planIds) {
      const plan = plans.get(planId);
      if (plan === undefined) warnings.push(`Key "${row.name}": there is no usage plan ${planId}`);
      else if (before.includes(planId)) continue;
      else if (sharesStage(plan.apiStages, [...before, ...planIds], plans))
        warnings.push(`Key "${row.name}": it is in a usage plan with the same API stage as ${planId} already`);
      else planIds.push(planId);
    }
    plansOf.set(row.value, [...before, ...planIds]);
    return { ...row, planIds };
  });
  return { accepted, warnings };
}

function storeRow(row: KeyRow, { state, clock }: ControlPlaneTools): string {
  const stored = state.apiKeys.findByValue(row.value);
  const now = clock();
  const key: StoredApiKey = {
    id: stored?.id ?? newId(),
    value: row.value,
    name: row.name,
    description: row.description,
    enabled: row.enabled,
    customerId: stored?.customerId ?? '',
    tags: stored?.tags ?? {},
    createdDate: stored?.createdDate ?? now,
    lastUpdatedDate: now,
  };
  state.apiKeys.put(key);
  for (const planId of row.planIds) state.planKeys.link(planId, key.id);
  return key.id;
}
