import { listCredentials } from '../../credentials/list-credentials.ts';
import { accessGateway } from '../../keys/gateway-access.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printResult } from '../output.ts';
import { plainTable } from '../plain-table.ts';
import type { ListOptions } from './credentials-options.ts';

export async function runList({ scheme, format, ...where }: ListOptions): Promise<ExitCode> {
  const found = await listCredentials(await accessGateway(where), scheme);
  if (format === 'json')
    for (const { expiresAt, ...one } of found)
      printResult(JSON.stringify({ ...one, expires: expiresAt?.toISOString() }));
  else
    printResult(
      plainTable(
        ['scheme', 'subject', 'kind', 'scopes', 'expires'],
        found.map((one) => [
          one.scheme,
          one.subject,
          one.kind,
          one.scopes.join(' '),
          one.expiresAt?.toISOString() ?? '',
        ]),
      ),
    );
  return EXIT.ok;
}
