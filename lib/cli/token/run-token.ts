import type { TrustedIssuer } from '../../../lambdas/core/authorizer-config.ts';
import type { ApiModel } from '../../compiler/index.ts';
import { UserError } from '../../errors.ts';
import { readIssuerKey } from '../../issuer/issuer-key.ts';
import { signToken } from '../../issuer/sign-token.ts';
import { ANY_QUOTA } from '../compile-settings.ts';
import { compileDocument } from '../dev/compile-document.ts';
import { documentReader } from '../document-reader.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { countProblems } from '../format-problems.ts';
import { printResult } from '../output.ts';
import type { TokenOptions } from './token-options.ts';

export async function runToken(file: string, options: TokenOptions): Promise<ExitCode> {
  const source = await documentReader({ overlay: options.overlay, allowUrl: [] })(file);
  const { model, problems } = compileDocument(source, { backend: [], resourceQuota: ANY_QUOTA }, []);
  if (model === undefined)
    throw new UserError('DOCUMENT_HAS_PROBLEMS', `${file} cannot be compiled: ${countProblems(problems)}, see above`);
  const { issuer, audience } = trustedIssuer(model, file, options.scheme);
  const { subject, scope: scopes, claim: claims, lifetime } = options;
  const request = { issuer, audience, subject, scopes, claims, lifetime };
  printResult(await signToken(await readIssuerKey(options.stateDir), request, Date.now()));
  return EXIT.ok;
}

function trustedIssuer({ schemes }: ApiModel, file: string, wanted: string | undefined): TrustedIssuer {
  const taking = Object.entries(schemes).flatMap(([name, scheme]) => (scheme.kind === 'jwt' ? [{ name, scheme }] : []));
  const found = wanted === undefined ? taking[0] : taking.find(({ name }) => name === wanted);
  const [issuer] = found?.scheme.issuers ?? [];
  if (issuer !== undefined) return issuer;
  const known = taking.map(({ name }) => name).join(', ') || 'none';
  const what = wanted === undefined ? 'no scheme' : `no scheme "${wanted}"`;
  throw new UserError(
    'INVALID_OPTION',
    `${file} uses ${what} that takes tokens, expected one of: ${known}; name it with --scheme`,
  );
}
