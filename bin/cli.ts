import { enableCompileCache } from 'node:module';

// Before anything else is loaded: from the second start on Node neither strips types nor compiles, half of a start.
enableCompileCache();
const { main } = await import('../lib/cli/main.ts');
const { outliveReaders } = await import('../lib/cli/output.ts');
outliveReaders();
process.exitCode = await main(process.argv.slice(2));
