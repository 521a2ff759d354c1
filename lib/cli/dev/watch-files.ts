/** EDGE: the file system's events. Folders are watched, not files: editors replace a file, and its watch dies with it. */
import { watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

/** Editors write in several steps; milliseconds of silence that end a change. */
const SETTLED = 40;

export interface FileWatch {
  close(): void;
}

/** Calls back once for each settled change of one of the files. */
export function watchFiles(files: readonly string[], onChange: () => void): FileWatch {
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, SETTLED);
  };
  const watchers = [...namesByFolder(files)].map(([folder, names]) =>
    // Some platforms do not name the file: then it may have been one of ours.
    watch(folder, (_event, name) => (name === null || names.has(name) ? changed() : undefined)),
  );
  return {
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

function namesByFolder(files: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>();
  for (const file of files.map((name) => resolve(name))) {
    const names = folders.get(dirname(file)) ?? new Set();
    folders.set(dirname(file), names.add(basename(file)));
  }
  return folders;
}
