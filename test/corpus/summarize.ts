import { quantile } from '../bench/statistics.ts';
import type { Examination, Refusal } from './examination.ts';

export interface Summary {
  readonly documents: number;
  readonly operations: number;
  readonly accepted: Share;
  readonly refused: Share;
  /** By rule, most documents first. */
  readonly rules: readonly RuleSummary[];
  readonly deaths: readonly Examination[];
  readonly faulty: readonly Examination[];
  /** Milliseconds of a compilation. */
  readonly time: { readonly p50: number; readonly p90: number; readonly p99: number; readonly max: number };
  /** Bytes: the most one child process ever held. */
  readonly memory: number;
}

/** Of the documents that the public validator accepts, or refuses. */
export interface Share {
  readonly documents: number;
  readonly compiled: number;
  readonly compiledWithBearer: number;
  /** Nothing to deploy: webhooks only, or parts for other documents. API Gateway takes no API without a method. */
  readonly empty: number;
  /** By a rule that is not about security. */
  readonly refused: number;
}

export interface RuleSummary {
  readonly rule: string;
  readonly documents: readonly { readonly file: string; readonly message: string; readonly valid: boolean }[];
}

export function summarize(examinations: readonly Examination[]): Summary {
  const valid = examinations.filter(({ invalid }) => invalid === undefined);
  const invalid = examinations.filter(({ invalid: why }) => why !== undefined);
  const times = examinations.map(({ time }) => time);
  return {
    documents: examinations.length,
    operations: examinations.reduce((sum, { operations }) => sum + operations, 0),
    accepted: shareOf(valid),
    refused: shareOf(invalid),
    rules: rulesOf(examinations),
    deaths: examinations.filter(({ outcome }) => ['crashed', 'hung', 'out of memory'].includes(outcome)),
    faulty: examinations.filter(({ faults }) => faults.length > 0),
    time: { p50: quantile(times, 0.5), p90: quantile(times, 0.9), p99: quantile(times, 0.99), max: Math.max(...times) },
    memory: Math.max(...examinations.map(({ memory }) => memory)),
  };
}

/** Whether all that must hold of a corpus does. */
export function holds({ accepted, deaths, faulty }: Summary): boolean {
  return deaths.length === 0 && faulty.length === 0 && shareCompiled(accepted) >= 0.99;
}

/** Of those that hold an operation. */
export function shareCompiled({ documents, empty, compiled, compiledWithBearer }: Share): number {
  return documents === empty ? 1 : (compiled + compiledWithBearer) / (documents - empty);
}

function shareOf(examinations: readonly Examination[]): Share {
  const count = (outcome: Examination['outcome']) => examinations.filter((one) => one.outcome === outcome).length;
  const compiled = count('compiled');
  const compiledWithBearer = count('compiled with a bearer token');
  const empty = examinations.filter(({ outcome, declared }) => outcome === 'refused' && declared === 0).length;
  return {
    documents: examinations.length,
    compiled,
    compiledWithBearer,
    empty,
    refused: examinations.length - compiled - compiledWithBearer - empty,
  };
}

function rulesOf(examinations: readonly Examination[]): readonly RuleSummary[] {
  const entries = examinations.flatMap((examination) => {
    const { file, invalid } = examination;
    return decisive(examination).map(({ rule, message }) => ({ rule, file, message, valid: invalid === undefined }));
  });
  return [...Map.groupBy(entries, ({ rule }) => rule)]
    .map(([rule, documents]) => ({ rule, documents: documents.map(({ rule: _, ...rest }) => rest) }))
    .sort((one, other) => other.documents.length - one.documents.length);
}

/** What refuses a document at last: where only its security did, that. */
function decisive({ outcome, refusals, refusalsBeyondSecurity }: Examination): readonly Refusal[] {
  return outcome === 'refused' && refusalsBeyondSecurity.length > 0 ? refusalsBeyondSecurity : refusals;
}
