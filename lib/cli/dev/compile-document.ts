import {
  type CompileResult,
  compile,
  type DocumentSource,
  type IssuerBinding,
  type Problem,
} from '../../compiler/index.ts';
import { compileSettings, type Settings } from '../compile-settings.ts';
import { formatProblems } from '../format-problems.ts';
import { printNote } from '../output.ts';
import { untoldProblems } from './untold-problems.ts';

/** Verifies tokens of schemes that name no issuer, on this machine only: `.invalid` can never be a real one (RFC 2606). */
const DEFAULT_ISSUER: IssuerBinding = { issuer: 'https://local-issuer.invalid', audience: 'local' };
/** Large documents have hundreds; `validate` shows all. */
const MOST_INFOS = 10;

/** Compiles a document for this machine, and prints its problems but those `told` already. */
export function compileDocument(
  source: DocumentSource,
  settings: Pick<Settings, 'backend' | 'resourceQuota'>,
  told: readonly Problem[],
): CompileResult {
  const result = compile(source, { ...compileSettings(settings), defaultIssuer: DEFAULT_ISSUER });
  const untold = untoldProblems(result.problems, told);
  for (const line of formatProblems(untold, { infos: MOST_INFOS })) printNote(line);
  return result;
}
