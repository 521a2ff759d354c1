/** As Lambda's runtime reports what a function threw: an error's name and message, or a bare value and its type. */
export function describeError(error: unknown): { readonly errorType: string; readonly errorMessage: string } {
  if (isErrorLike(error)) return { errorType: error.name, errorMessage: error.message };
  return { errorType: typeof error, errorMessage: String(error) };
}

/** Not `instanceof`: the error may come from another realm. */
function isErrorLike(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'name' in error && 'message' in error;
}
