import { chooseBackend } from '../backends/choose-backend.ts';
import { serverUrl } from '../backends/server-url.ts';
import type { Located } from '../dialects/normal-document.ts';
import { error, info, type Report } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** The first of an operation's servers is its target, so it must say where that is. */
export const serverAbsolute: Rule<'server-absolute'> = {
  name: 'server-absolute',
  severities: ['error', 'info'],
  summary: 'The first server that applies to an operation is its target, so its URL must say which host is meant.',
  why: 'A relative URL is relative to where the document is served, which is the gateway itself. Of several servers the first is the target, since the others often are other environments; an info says so.',
  sources: [SOURCES.openapi('server-object', 'Server Object')],
  fix: 'Write an absolute URL, or name the targets in `x-gateway.backends`.',
  bad: {
    yaml: `
      openapi: 3.0.3
      info: { title: Pets, version: 1.0.0 }
      servers:
        - url: /v1 # <-- here
      paths:
        /pets:
          get: {}
    `,
  },
  good: {
    yaml: `
      openapi: 3.0.3
      info: { title: Pets, version: 1.0.0 }
      servers:
        - url: https://pets.example.com/v1
      paths:
        /pets:
          get: {}
    `,
  },
  check: (reading, report) => {
    if (reading.options.backend !== undefined) return;
    const checked = new Set<string>();
    for (const operation of reading.operations) {
      if (operation.policy.mock !== undefined) continue;
      const choice = chooseBackend(operation, reading);
      if (choice.kind !== 'servers' || checked.has(choice.servers.pointer)) continue;
      checked.add(choice.servers.pointer);
      checkServers(choice.servers, report);
    }
  },
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
