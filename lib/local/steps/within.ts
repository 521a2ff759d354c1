import { limitTime } from '../limit-time.ts';

/** Waits for a promise at most so many milliseconds; the promise itself goes on. */
export function within<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value | 'timed-out'> {
  return new Promise((resolve, reject) => {
    const limit = limitTime(milliseconds, () => resolve('timed-out'));
    promise.then(
      (value) => {
        limit.clear();
        resolve(value);
      },
      (error: unknown) => {
        limit.clear();
        reject(error);
      },
    );
  });
}
