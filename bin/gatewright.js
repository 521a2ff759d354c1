#!/usr/bin/env node
// Plain JavaScript, so that the machine's own Node can start it: re-executes itself on the pinned Node where that is older.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));

if (Number.parseInt(process.versions.node, 10) >= OLDEST) {
  // Before any of ours is loaded: from the second start on Node neither strips types nor compiles, half of a start.
  module.enableCompileCache();
  // Node runs no TypeScript under node_modules: the published package holds dist/, the repository need not.
  const source = join(root, 'bin', 'cli.ts');
  await import(pathToFileURL(existsSync(source) ? source : join(root, 'dist', 'bin', 'cli.js')).href);
} else {
  const node = pinnedNode();
  if (node) run(node);
  else {
    console.error(
      `gatewright needs Node >= ${OLDEST}, this is ${process.version}: install it, or run \`npm install --save-dev node@${OLDEST}\` here`,
    );
    process.exitCode = 1;
  }
}

/** The binary of npm's `node` package, as the gateway's or the user's own dependency. */
function pinnedNode() {
  for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
    try {
      const folder = dirname(createRequire(from).resolve('node/package.json'));
      const file = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
      if (existsSync(file)) return file;
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  return undefined;
}

function run(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // A terminal sends Ctrl-C to both; it is the child that decides when to end.
  const passOn = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, passOn);
  child.on('exit', (code, signal) => {
    for (const each of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(each, passOn);
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = code ?? 1;
  });
}
