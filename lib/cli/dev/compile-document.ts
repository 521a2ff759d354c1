import { type CompileResult, compile, type IssuerBinding, readDocument } from '../../compiler/index.ts';
import { formatProblems } from '../format-problems.ts';
import { printNote } from '../output.ts';

/** Verifies tokens of schemes that name no issuer, on this machine only: `.invalid` can never be a real one (RFC 2606). */
const DEFAULT_ISSUER: IssuerBinding = { issuer: 'https://local-issuer.invalid', audience: 'local' };
/** Large documents have hundreds; `validate` shows all. */
const MOST_INFOS = 10;

/** Reads and compiles the document as it stands, and prints its problems. */
export async function compileDocument(file: string, backend: readonly string[]): Promise<CompileResult> {
  const result = compile(await readDocument(file), {
    ...(backend.length > 0 && { backend }),
    defaultIssuer: DEFAULT_ISSUER,
  });
  for (const line of formatProblems(result.problems, { infos: MOST_INFOS })) printNote(line);
  return result;
}
