import type { ApiModel } from '../../compiler/index.ts';
import { UserError } from '../../errors.ts';
import type { DevOptions } from '../dev.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { formatBug, formatUserError } from '../format-failure.ts';
import { countProblems } from '../format-problems.ts';
import { printNote, printResult } from '../output.ts';
import { untilStopped } from '../until-stopped.ts';
import { compileDocument } from './compile-document.ts';
import { declaredOperations } from './declared-operations.ts';
import { type DevSession, startDevSession } from './dev-session.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { silentTargets } from './silent-targets.ts';
import { startSamples } from './start-samples.ts';
import { watchFiles } from './watch-files.ts';
import { welcome } from './welcome.ts';

export async function runDev(file: string, options: DevOptions): Promise<ExitCode> {
  const { model, problems } = await compileDocument(file, options.backend);
  if (model === undefined) {
    throw new UserError('DOCUMENT_HAS_PROBLEMS', `${file} cannot be served: ${countProblems(problems)}, see above`);
  }
  const samples = await startSamples(options.samples);
  try {
    const session = await startDevSession(model, {
      ...options,
      endpoint: { ...samples.endpointUrls, ...options.endpoint },
    });
    printResult(welcome(model, await session.access()));
    void warnOfSilence(model);
    await serveEdits(file, options, session);
  } finally {
    await samples.close();
  }
  return EXIT.ok;
}

async function warnOfSilence(model: ApiModel): Promise<void> {
  for (const url of await silentTargets(model)) {
    printNote(`nothing listens on ${url}: requests to it are answered 502, start it or name another with --backend`);
  }
}

async function serveEdits(file: string, options: DevOptions, session: DevSession): Promise<void> {
  const reload = oneAtATime(() => serveEdit(file, options, session));
  const watch = watchFiles([file], reload.trigger);
  // From the process's start, as its user waited.
  printNote(
    `ready after ${(performance.now() / 1000).toFixed(1)} s; edits of ${file} are served at once, Ctrl-C stops`,
  );
  await untilStopped();
  printNote('closing …');
  watch.close();
  await reload.settled();
  await session.close();
}

/** Whatever goes wrong with an edit, the last good version goes on serving. */
async function serveEdit(file: string, options: DevOptions, session: DevSession): Promise<void> {
  const seen = performance.now();
  try {
    const { model, problems } = await compileDocument(file, options.backend);
    if (model === undefined) {
      printNote(`${file}: ${countProblems(problems)}; the version before goes on serving`);
      return;
    }
    await session.replace(model);
    printNote(`${file}: served after ${Math.round(performance.now() - seen)} ms, ${operations(model)}`);
    await session.access();
  } catch (error) {
    printNote(error instanceof UserError ? formatUserError(error) : formatBug(error));
    printNote('the version before goes on serving');
  }
}

function operations(model: ApiModel): string {
  const { length } = declaredOperations(model);
  return `${length} operation${length === 1 ? '' : 's'}`;
}
