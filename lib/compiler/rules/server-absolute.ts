import { chooseBackend } from '../backends/choose-backend.ts';
import { serverUrl } from '../backends/server-url.ts';
import type { Located } from '../dialects/normal-document.ts';
import { error, info, type Report } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import type { Rule } from '../reading.ts';

/** The first of an operation's servers is its target, so it must say where that is. */
export const serverAbsolute: Rule = (reading, report) => {
  if (reading.options.backend !== undefined) return;
  const checked = new Set<string>();
  for (const operation of reading.operations) {
    if (operation.policy.mock !== undefined) continue;
    const choice = chooseBackend(operation, reading);
    if (choice.kind !== 'servers' || checked.has(choice.servers.pointer)) continue;
    checked.add(choice.servers.pointer);
    checkServers(choice.servers, report);
  }
};

function checkServers({ value, pointer }: Located, report: Report): void {
  const [first, ...others] = Array.isArray(value) ? value : [undefined];
  const at = pointerTo(pointer, 0);
  const server = serverUrl(first);
  if (server.kind === 'wrong') report(error('server-absolute', at, server.why));
  if (server.kind === 'relative') {
    const advice = 'write https://host/path, give x-gateway.backends, or name a target by the option backend';
    report(error('server-absolute', at, `server url "${server.found}" does not say which host is meant, ${advice}`));
  }
  if (server.kind === 'url' && others.length > 0) {
    const message = `of ${others.length + 1} servers only the first, ${server.url}, is the target (the others often are environments); to balance over them, list them in x-gateway.backends`;
    report(info('server-absolute', pointer, message));
  }
}
