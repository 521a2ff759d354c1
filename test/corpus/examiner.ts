/** A child process: examines one file after the other, as its parent asks. */
import { join } from 'node:path';
import { examineDocument } from './examine-document.ts';

const [folder = '.'] = process.argv.slice(2);

process.on('message', async (file: string) => {
  process.send?.(await examineDocument(file, join(folder, file)));
});
