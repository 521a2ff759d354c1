import type { ApiModel } from '../../compiler/index.ts';
import { UserError } from '../../errors.ts';
import { documentReader } from '../document-reader.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { countProblems } from '../format-problems.ts';
import { printNote, printResult } from '../output.ts';
import { secondsSinceStart } from '../seconds-since-start.ts';
import { spareMemory } from '../spare-memory.ts';
import { untilStopped } from '../until-stopped.ts';
import { compileDocument } from './compile-document.ts';
import type { DevOptions } from './dev-options.ts';
import { startDevSession } from './dev-session.ts';
import { type EditServerOptions, editServer } from './edit-server.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { silentTargets } from './silent-targets.ts';
import { startSamples } from './start-samples.ts';
import { watchFiles } from './watch-files.ts';
import { welcome } from './welcome.ts';

interface FirstVersion extends Pick<EditServerOptions, 'read' | 'files' | 'problems'> {
  readonly model: ApiModel;
}

export async function runDev(file: string, options: DevOptions): Promise<ExitCode> {
  const read = documentReader(options);
  const source = await read(file);
  const { model, problems } = compileDocument(source, options, []);
  if (model === undefined) {
    throw new UserError('DOCUMENT_HAS_PROBLEMS', `${file} cannot be served: ${countProblems(problems)}, see above`);
  }
  const samples = await startSamples(options.samples);
  const endpoint = { ...samples.endpointUrls, ...options.endpoint };
  try {
    await serve({ read, files: source.files, problems, model }, file, { ...options, endpoint });
  } finally {
    await samples.close();
  }
  return EXIT.ok;
}

async function serve({ model, ...first }: FirstVersion, file: string, options: DevOptions): Promise<void> {
  const session = await startDevSession(model, options);
  try {
    spareMemory();
    const access = await session.access();
    printResult(welcome(model, access));
    void warnOfSilence(model);
    const onFiles = (files: Iterable<string>): void => watch.follow(files);
    const reload = oneAtATime(editServer({ file, options, session, access, onFiles, ...first }));
    const watch = watchFiles(first.files.keys(), reload.trigger);
    // For an edit that came before the watch.
    reload.trigger();
    printNote(`ready after ${secondsSinceStart()} s; edits of ${file} are served at once, Ctrl-C stops`);
    await untilStopped();
    printNote('closing …');
    watch.close();
    await reload.settled();
  } finally {
    await session.close();
  }
}

async function warnOfSilence(model: ApiModel): Promise<void> {
  for (const url of await silentTargets(model)) {
    printNote(`nothing listens on ${url}: requests to it are answered 502, start it or name another with --backend`);
  }
}
