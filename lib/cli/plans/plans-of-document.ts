import { compile } from '../../compiler/index.ts';
import { UserError } from '../../errors.ts';
import { ANY_QUOTA } from '../compile-settings.ts';
import { type DocumentReaderOptions, documentReader } from '../document-reader.ts';

/** Its plans are the same whoever issues its tokens, and however many resources the account may have. */
const ANYWHERE = {
  defaultIssuer: { issuer: 'https://issuer.example.com', audience: null },
  resourceQuota: ANY_QUOTA,
} as const;

/** Names of the plans that a document has. One that does not compile has none, and would have every plan deleted. */
export async function plansOfDocument(file: string, options: DocumentReaderOptions): Promise<readonly string[]> {
  const source = await documentReader(options)(file);
  const { model } = compile(source, ANYWHERE);
  if (model === undefined)
    throw new UserError(
      'DOCUMENT_HAS_PROBLEMS',
      `${file} does not compile, so its plans are not known: see \`gatewright validate ${file}\``,
    );
  return model.plans.map(({ name }) => name);
}
