/** Cases that do not agree, each with the reason. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  'mock-selection-pattern-lambda':
    'status, error type and message agree; recorded with Python, whose errors have requestId and stackTrace where those of Node, which alone runs here, have trace',
};
