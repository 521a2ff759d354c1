/** Waits for a promise at most so many milliseconds; the promise itself goes on. */
export function within<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value | 'timed-out'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds, 'timed-out');
    promise.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
