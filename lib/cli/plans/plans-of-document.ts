import { compile } from '../../compiler/index.ts';
import { UserError } from '../../errors.ts';
import { type DocumentReaderOptions, documentReader } from '../document-reader.ts';

/** Names of the plans that a document has. One that does not compile has none, and would have every plan deleted. */
export async function plansOfDocument(file: string, options: DocumentReaderOptions): Promise<readonly string[]> {
  const source = await documentReader(options)(file);
  const { model } = compile(source, { defaultIssuer: { issuer: 'https://issuer.example.com', audience: null } });
  if (model === undefined)
    throw new UserError(
      'DOCUMENT_HAS_PROBLEMS',
      `${file} does not compile, so its plans are not known: see \`gatewright validate ${file}\``,
    );
  return model.plans.map(({ name }) => name);
}
