import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeError } from '../describe-error.ts';
import { isStreaming } from './awslambda.ts';

export type Handler = (...args: readonly unknown[]) => unknown;

export interface HandlerLocation {
  readonly taskRoot: string;
  /** `folder/file.export`; the export may be nested: `file.api.handler`. */
  readonly handler: string;
  readonly runtime: string;
}

/** The order in which Lambda's runtime looks for the file. */
const EXTENSIONS = ['', '.js', '.mjs', '.cjs'];

/** Finds and loads a function's handler by the rules of Lambda's Node.js runtime, and fails with its names of errors. */
export async function loadHandler({ taskRoot, handler, runtime }: HandlerLocation): Promise<Handler> {
  const [, module, path] = /^([^.]*)\.(.+)$/.exec(basename(handler)) ?? [];
  if (module === undefined || path === undefined || handler.includes('..')) {
    throw runtimeError('MalformedHandlerName', `Bad handler ${handler}`);
  }
  const loaded = await loadModule(taskRoot, join(dirname(handler), module));
  const value = findExport(loaded, path) ?? findExport(Object(loaded).default, path);
  if (!isHandler(value)) throw runtimeError('HandlerNotFound', `${handler} is undefined or not exported`);
  if (value.length > 2 && !isStreaming(value) && !takesCallbacks(runtime)) {
    throw runtimeError(
      'CallbackHandlerDeprecated',
      `${handler} takes a callback, which Lambda refuses from nodejs24.x on: make it async`,
    );
  }
  return value;
}

/** Lambda's runtimes up to nodejs22.x do. */
export function takesCallbacks(runtime: string): boolean {
  return Number.parseInt(runtime.replace('nodejs', ''), 10) < 24;
}

function findExport(module: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => Object(value)[name], module);
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

async function loadModule(taskRoot: string, name: string): Promise<unknown> {
  const file = EXTENSIONS.map((extension) => resolve(taskRoot, `${name}${extension}`)).find(
    (path) => existsSync(path) && path !== taskRoot,
  );
  if (file === undefined) throw runtimeError('ImportModuleError', `Error: Cannot find module '${name}'`);
  try {
    return isEsModule(file, taskRoot) ? await import(pathToFileURL(file).href) : createRequire(file)(file);
  } catch (error) {
    throw explain(error);
  }
}

function isEsModule(file: string, taskRoot: string): boolean {
  if (extname(file) !== '.js') return extname(file) === '.mjs';
  for (let folder = dirname(file); `${folder}${sep}`.startsWith(`${taskRoot}${sep}`); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
  }
  return false;
}

function explain(error: unknown): unknown {
  const { errorMessage } = describeError(error);
  const code = Object(error).code;
  if (error instanceof SyntaxError) return runtimeError('UserCodeSyntaxError', `SyntaxError: ${errorMessage}`, error);
  if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') return error;
  const [, sdk] = /'(@(?:aws-sdk|smithy)\/[^'/]+)/.exec(errorMessage) ?? [];
  const hint =
    sdk === undefined ? '' : `; Lambda's runtime has it, for local use install it: npm install --save-dev ${sdk}`;
  return runtimeError('ImportModuleError', `Error: ${errorMessage.split('\n')[0]}${hint}`, error);
}

function runtimeError(name: string, message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, cause === undefined ? {} : { cause }), { name: `Runtime.${name}` });
}
