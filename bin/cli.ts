import { main } from '../lib/cli/main.ts';
import { outliveReaders } from '../lib/cli/output.ts';

outliveReaders();
process.exitCode = await main(process.argv.slice(2));
