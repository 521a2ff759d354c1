import type { Handler } from './load-handler.ts';

/**
 * Calls a handler as Lambda's runtimes up to nodejs22.x do: a promise decides, or the callback, or the context's `done`,
 * `succeed` and `fail`, whichever is first; neither: null. That a callback waits for an empty event loop is left out.
 */
export function callWithCallback(handler: Handler, event: unknown, context: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done = (error: unknown, result?: unknown) =>
      error === null || error === undefined ? resolve(result) : reject(error);
    const methods = {
      callbackWaitsForEmptyEventLoop: true,
      done,
      succeed: (result: unknown) => done(null, result),
      fail: (error: unknown) => done(error ?? 'handled'),
    };
    const result = handler(event, Object.assign(context, methods), done);
    if (isPromise(result)) result.then(methods.succeed, methods.fail);
    else if (handler.length < 2) resolve(null);
  });
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
