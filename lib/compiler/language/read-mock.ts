import type { HeaderField } from '../../../lambdas/core/messages.ts';
import type { MockHandling } from '../../../lambdas/core/router-config.ts';
import { type Cursor, wrong } from './cursor.ts';
import { readFields } from './read-fields.ts';
import { readHeaderFields } from './read-headers.ts';
import { readWhole } from './read-values.ts';

/** `example`: the document's own, of the operation's lowest 2xx response. */
export type MockPolicy = MockHandling | 'example';

const DEFAULT_STATUS = 200;

export function readMock(cursor: Cursor | undefined): MockPolicy | undefined {
  if (cursor === undefined || cursor.value === false) return undefined;
  if (cursor.value === true) return 'example';
  if (typeof cursor.value !== 'object') return wrong(cursor, 'true, or an object with status, headers, body');
  const fields = readFields(cursor, { known: ['status', 'headers', 'body'] });
  const status = readWhole(200, 599)(fields('status')) ?? DEFAULT_STATUS;
  const headers = readHeaderFields(fields('headers'));
  return { kind: 'mock', status, ...mockContent(fields('body')?.value, headers) };
}

/** A text is sent as it is; anything else as JSON, and says so unless the headers do. */
function mockContent(body: unknown, headers: readonly HeaderField[]): Pick<MockHandling, 'headers' | 'body'> {
  if (body === undefined || typeof body === 'string') return { headers, body: body ?? '' };
  const typed = headers.some(([name]) => name === 'content-type');
  const type: HeaderField = ['content-type', 'application/json'];
  return { headers: typed ? headers : [type, ...headers], body: JSON.stringify(body) };
}
