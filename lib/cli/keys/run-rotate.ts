import { UserError } from '../../errors.ts';
import { type ApiKey, keyState } from '../../keys/api-key.ts';
import { findApiKey } from '../../keys/api-keys.ts';
import { accessGateway, type GatewayAccess } from '../../keys/gateway-access.ts';
import { listKeys } from '../../keys/list-keys.ts';
import { rotateKey, SHORTEST_OVERLAP } from '../../keys/rotate-key.ts';
import { findPlan } from '../../keys/usage-plans.ts';
import { countOf } from '../count-of.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printNote, printResult } from '../output.ts';
import { progressBar } from '../progress-bar.ts';
import type { RotateOptions } from './keys-options.ts';
import { ISSUED_COLUMNS, printIssued } from './print-issued.ts';

export async function runRotate(wanted: readonly string[], options: RotateOptions): Promise<ExitCode> {
  const { overlap, plan, format } = options;
  if (overlap < SHORTEST_OVERLAP)
    throw new UserError(
      'INVALID_OPTION',
      `--overlap is ${overlap / 1000} s, expected at least 5m: a new key takes up to two minutes to work everywhere`,
    );
  if ((wanted.length === 0) === (plan === undefined))
    throw new UserError(
      'INVALID_OPTION',
      'rotate takes keys, by id or consumer, or --plan for all of a plan: name one',
    );
  const access = await accessGateway(options);
  const old = plan === undefined ? await named(access, wanted) : await ofPlan(access, plan);
  if (format === 'csv') printResult(ISSUED_COLUMNS);
  const bar = progressBar('rotated', old.length);
  for (const key of old) {
    await rotateKey(access, key, overlap, new Date(), (issued) => printIssued(issued, format));
    bar.advance();
  }
  bar.stop();
  printNote(
    `${countOf(old.length, 'API key')} rotated, old values work until ${new Date(Date.now() + overlap).toISOString()}`,
  );
  return EXIT.ok;
}

async function named(access: GatewayAccess, wanted: readonly string[]): Promise<readonly ApiKey[]> {
  const keys = new Map<string, ApiKey>();
  for (const one of wanted) {
    const key = await findApiKey(access, one);
    // However it was named: twice is once.
    keys.set(key.id, key);
  }
  return [...keys.values()];
}

/**
 * What an interrupted run has done already is left alone, what it left half done is finished. So a key whose predecessor
 * still works is not rotated again: the same command, given twice, must not make a third key of each.
 */
async function ofPlan(access: GatewayAccess, plan: string): Promise<readonly ApiKey[]> {
  await findPlan(access, plan);
  const now = new Date();
  const keys: ApiKey[] = [];
  let derived = 0;
  for await (const key of listKeys(access, { plan })) {
    if (key.derivedFrom === undefined) keys.push(key);
    else derived += 1;
  }
  const unfinished = new Set(keys.filter((key) => key.unfinished?.startsWith('rotate ')).map(({ id }) => id));
  const recent = new Set(keys.filter((key) => keyState(key, now) === 'active').map(({ successor }) => successor));
  const wanted = keys.filter((key) =>
    key.successor === undefined
      ? keyState(key, now) === 'active' && !unfinished.has(key.id) && !recent.has(key.id)
      : unfinished.has(key.successor),
  );
  const left = keys.filter(({ id, successor }) => recent.has(id) && successor === undefined && !unfinished.has(id));
  if (derived > 0) printNote(`left alone: ${countOf(derived, 'key')} derived from who calls, which nobody holds`);
  if (left.length > 0)
    printNote(`left alone: ${countOf(left.length, 'key')} whose predecessor still works; to rotate one, name it`);
  return wanted;
}
