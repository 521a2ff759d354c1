import { chooseBackend } from '../backends/choose-backend.ts';
import { error } from '../finding.ts';
import { layerPointer } from '../language/layer-pointer.ts';
import { nearestAmong } from '../nearest-word.ts';
import type { Finding } from '../problem.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const backendExists: Rule<'backend-exists'> = {
  name: 'backend-exists',
  severities: ['error'],
  summary: 'Every operation must have a backend that exists.',
  why: 'An operation whose backend is unknown could only answer `502`. Nothing is guessed: a name must be one of `x-gateway.backends`, and where there are several, each operation says which.',
  sources: [SOURCES.language],
  fix: 'Correct the name, declare the backend at the root of the document, or add `servers`.',
  bad: {
    yaml: `
      x-gateway:
        backends:
          planner: { targets: [{ url: https://planner.example.com }] }
      paths:
        /blueprints:
          get:
            x-gateway:
              backend: planer # <-- here
    `,
  },
  good: {
    yaml: `
      x-gateway:
        backends:
          planner: { targets: [{ url: https://planner.example.com }] }
      paths:
        /blueprints:
          get:
            x-gateway:
              backend: planner
    `,
  },
  check: (reading, report) => {
    const { backends, document, operations, options } = reading;
    const nearestName = nearestAmong(backends.keys());
    for (const operation of operations) {
      if (operation.policy.mock !== undefined) continue;
      const choice = chooseBackend(operation, reading);
      if (choice.kind === 'named' && !backends.has(choice.name)) {
        const nearest = nearestName(choice.name);
        const advice =
          nearest === undefined ? 'declare it in x-gateway.backends of the document' : `did you mean "${nearest}"`;
        const pointer = layerPointer(operation.layers, ['backend']);
        report(error('backend-exists', pointer, `backend "${choice.name}" does not exist, ${advice}`));
      }
      if (choice.kind === 'none' && options.backend === undefined && !document.refused)
        report(unnamed([...backends.keys()]));
    }
  },
};

/** One for the whole document: whoever names no backend at the root names none anywhere. */
function unnamed(names: readonly string[]): Finding {
  if (names.length < 2) {
    const advice = 'add servers, give x-gateway.backends, or name a target by the option backend';
    return error('backend-exists', '/paths', `nothing says where requests go, ${advice}`);
  }
  const message = `there are ${names.length} backends, but operations that name none, add backend: ${names[0]} to x-gateway here, or name one at each operation`;
  return error('backend-exists', '/x-gateway/backends', message);
}
