export interface DescribedError {
  readonly errorType: string;
  readonly errorMessage: string;
  /** The lines of its stack. */
  readonly trace?: readonly string[];
}

/** As Lambda's runtime reports what a function threw: an error's name and message, or a bare value and its type. */
export function describeError(error: unknown): DescribedError {
  if (!isErrorLike(error)) return { errorType: typeof error, errorMessage: String(error) };
  const trace = error.stack?.split('\n');
  return { errorType: error.name, errorMessage: error.message, ...(trace !== undefined && { trace }) };
}

/** Not `instanceof`: the error may come from another realm. */
function isErrorLike(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'name' in error && 'message' in error;
}
