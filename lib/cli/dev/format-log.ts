/**
 * A line of a function's log for a person to read: `request served: method=GET status=200 …` where it is one of our
 * functions' JSON, with the level only where it is not INFO; any other line as it is. Nothing of Lambda's own word on a 401:
 * the authorizer has given the reason.
 */
export function formatLog(line: string): string | undefined {
  if (/^\S+: Invoke Error (\[?Error: )?Unauthorized\]?$/.test(line)) return undefined;
  const [, json = ''] = /^\S+: (\{.*\})$/.exec(line) ?? [];
  const entry = parse(json);
  if (entry === undefined || typeof entry.message !== 'string') return line;
  const { level, message, requestId, _aws, ...rest } = entry;
  // CloudWatch's metrics, which are of upper case, say nothing new.
  const told = Object.entries(rest).filter(([name]) => _aws === undefined || !/^[A-Z]/.test(name));
  const fields = told.map(([name, value]) => `${name}=${plain(value)}`);
  return `${level === 'INFO' ? '' : `${level} `}${message}: ${fields.join(' ')}`;
}

function parse(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function plain(value: unknown): string {
  return typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
}
