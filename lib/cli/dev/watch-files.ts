/** EDGE: the file system's events. Folders are watched, not files: editors replace a file, and its watch dies with it. */
import { existsSync, type FSWatcher, watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

/** Editors write in several steps; milliseconds of silence that end a change. */
const SETTLED = 40;

export interface FileWatch {
  /** Watches these files from now on, also those that do not exist yet. */
  follow(files: Iterable<string>): void;
  close(): void;
}

/** Calls back once for each settled change of one of the files, and after new ones came in: they may have changed before. */
export function watchFiles(files: Iterable<string>, onChange: () => void): FileWatch {
  let timer: NodeJS.Timeout | undefined;
  let watched = new Map<string, ReadonlySet<string>>();
  const watchers = new Map<string, FSWatcher>();
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, SETTLED);
  };
  const open = (folder: string): FSWatcher =>
    // Some platforms do not name the file: then it may have been one of ours.
    watch(folder, (_event, name) => (name === null || watched.get(folder)?.has(name) ? changed() : undefined));
  const follow = (names: Iterable<string>): void => {
    watched = namesByFolder(names);
    for (const [folder, watcher] of watchers) {
      if (watched.has(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const folder of watched.keys()) if (!watchers.has(folder)) watchers.set(folder, open(folder));
  };
  follow(files);
  return {
    follow(names) {
      const before = new Set(watchers.keys());
      follow(names);
      if ([...watchers.keys()].some((folder) => !before.has(folder))) changed();
    },
    close() {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

/** Of a folder that does not exist, the nearest around it that does, and the name that is awaited there. */
function namesByFolder(files: Iterable<string>): Map<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>();
  for (let file of [...files].map((name) => resolve(name))) {
    while (!existsSync(dirname(file))) file = dirname(file);
    const names = folders.get(dirname(file)) ?? new Set();
    folders.set(dirname(file), names.add(basename(file)));
  }
  return folders;
}
