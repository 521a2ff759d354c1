import { chmodSync, closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UserError } from '../../errors.ts';
import { makeFolder, unwritable } from '../../make-folder.ts';
import { apiKeyStore } from './api-key-store.ts';
import { apiStore } from './api-store.ts';
import type { LocalState } from './local-state.ts';
import { planKeyStore } from './plan-key-store.ts';
import { planStore } from './plan-store.ts';
import { SCHEMA } from './schema.ts';
import { usageStore } from './usage-store.ts';

/** https://www.sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_CORRUPT = 11;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;

const ADVICE = 'name another folder with --state-dir';

/**
 * Opens `state.db` in the state folder, for this process alone until it closes or ends.
 * @param onError told that counts cannot be written at the moment, @default dropped
 */
export function openState(stateDir: string, onError: (error: unknown) => void = () => {}): LocalState {
  const file = join(stateDir, 'state.db');
  makeFolder(stateDir, { advice: ADVICE });
  const database = openDatabase(file, stateDir);
  const planKeys = planKeyStore(database);
  const apiKeys = apiKeyStore(database, planKeys);
  const usage = usageStore(database, onError);
  const reload = () => {
    planKeys.reload();
    apiKeys.reload();
  };
  return {
    apiKeys,
    planKeys,
    usage,
    plans: planStore(database, planKeys),
    apis: apiStore(database),
    transaction(work) {
      usage.write(); // or a rollback would take counts with it
      return runTransaction(database, work, reload);
    },
    close() {
      try {
        usage.write();
      } finally {
        database.close();
      }
    },
  };
}

function runTransaction<Result>(database: DatabaseSync, work: () => Result, afterRollback: () => void): Result {
  if (database.isTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // Of some errors, a full disk for one, SQLite rolls back by itself.
    if (database.isTransaction) database.exec('ROLLBACK');
    afterRollback();
    throw error;
  }
}

function openDatabase(file: string, stateDir: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    makePrivate(file);
    database = new DatabaseSync(file);
    prepare(database);
    return database;
  } catch (error) {
    database?.close();
    throw explain(error, file, stateDir);
  }
}

/** It holds API keys with their values: nobody else's to read, and what SQLite keeps beside it is as private. */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  } catch {
    // What cannot be written SQLite refuses next, with a reason.
  }
}

/** EXCLUSIVE: the first process that opens the file is the only one, and its lock ends with it, however it ends. */
function prepare(database: DatabaseSync): void {
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  database.exec('BEGIN EXCLUSIVE; COMMIT');
  const { quick_check: verdict } = database.prepare('PRAGMA quick_check(1)').get() ?? {};
  if (verdict !== 'ok') throw Object.assign(new Error(String(verdict)), { errcode: SQLITE_CORRUPT });
  database.exec(SCHEMA);
}

function explain(error: unknown, file: string, stateDir: string): unknown {
  const code =
    typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
  const options = { cause: error };
  switch (code) {
    case SQLITE_BUSY:
      return new UserError(
        'STATE_LOCKED',
        `another process uses the state folder ${stateDir}, stop it or ${ADVICE}`,
        options,
      );
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      return unwritable(stateDir, ADVICE, error);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return new UserError(
        'STATE_CORRUPT',
        `${file} is damaged, move it away to begin with new API keys, or restore it from a copy`,
        options,
      );
    default:
      return error;
  }
}
