import { type ApiModel, type CompileOptions, compile } from '../../lib/compiler/index.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import { replaceSecurity } from './replace-security.ts';

export interface CompiledDocument {
  readonly model: ApiModel | undefined;
  /** Rules that refuse the document as it is published. */
  readonly refusedBy: readonly string[];
  /** What had to be added before it compiled. */
  readonly added: string;
  /** Milliseconds of the compilation that counted. */
  readonly time: number;
}

const TEST_ISSUER = { issuer: 'https://issuer.example.com', audience: 'gatewright' };

/** As it is published; if refused, with a test issuer; if still refused, with its security replaced by one bearer token. */
export function compileAsFarAsNeeded(file: string, text: string, backend: string): CompiledDocument {
  const attempts = [
    { added: 'nothing', text: () => text, options: {} },
    { added: 'a test issuer', text: () => text, options: { defaultIssuer: TEST_ISSUER } },
    {
      added: 'one bearer token in place of its security',
      text: () => JSON.stringify(replaceSecurity(JSON.parse(text))),
      options: { defaultIssuer: TEST_ISSUER },
    },
  ];
  let refusedBy: readonly string[] | undefined;
  for (const { added, text: textOf, options } of attempts) {
    const tried = attempt(file, textOf(), { ...options, backend: [backend] });
    refusedBy ??= tried.refusedBy;
    if (tried.model !== undefined) return { ...tried, refusedBy, added };
  }
  return { model: undefined, refusedBy: refusedBy ?? [], added: 'nothing helped', time: 0 };
}

function attempt(file: string, text: string, options: CompileOptions) {
  const start = performance.now();
  const { model, problems } = compile(parseDocument(file, text), options);
  const errors = problems.filter(({ severity }) => severity === 'error');
  return { model, refusedBy: [...new Set(errors.map(({ rule }) => rule))], time: performance.now() - start };
}
