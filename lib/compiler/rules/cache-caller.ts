import type { OperationSecurity } from '../api-model.ts';
import { warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { member } from '../plain-object.ts';
import type { ReadOperation } from '../reading.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** What keeps responses for callers apart, below `cache`, and what it needs to know of them. */
const APART = [
  { path: ['private'], needs: 'who asks', add: 'security' },
  { path: ['key', 'claims'], needs: 'the claims of a token', add: 'a token to the security' },
] as const;

export const cacheCaller: Rule<'cache-caller'> = {
  name: 'cache-caller',
  severities: ['warning'],
  summary: 'Responses are kept for callers apart only where the gateway knows who asks.',
  why: '`private` keeps a store for each caller, `key.claims` one for all who have the same claims. An operation without security knows no caller, one with API keys alone no claims: there nothing is kept apart, and what RFC 9111 lets a shared cache keep is kept for all.',
  sources: [SOURCES.rfc9111('3.5', 'Storing Responses to Authenticated Requests')],
  fix: 'Declare the security of the operations; or say `private` and `key.claims` only where there is one, and `null` where it is inherited.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            x-gateway:
              cache: { private: true } # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get:
            security: [{ apiKey: [] }]
            x-gateway:
              cache: { private: true }
      components:
        securitySchemes:
          apiKey: { type: apiKey, in: header, name: x-api-key }
    `,
  },
  check: (reading, report) => {
    const { operations } = reading;
    const { security } = reading;
    for (const apart of APART) {
      const { path, needs, add } = apart;
      const unknown = operations.filter((operation) => !isKnown(security.of(operation.security), apart));
      const places = Map.groupBy(unknown, (operation) => saidAt(operation, path));
      for (const [place, [first, ...others]] of places) {
        if (place === undefined) continue;
        const these = `${first?.id}${others.length === 0 ? '' : ` and ${others.length} more`}`;
        const message = `${path.join('.')} keeps nothing apart for ${these}: nothing there tells ${needs}; add ${add}, or remove it`;
        report(warning('cache-caller', place, message));
      }
    }
  },
};

const isKnown = (
  { apiKey, requirements, native }: OperationSecurity,
  { path: [name] }: (typeof APART)[number],
): boolean =>
  requirements !== undefined || native?.kind === 'cognito' || ((apiKey || native !== undefined) && name === 'private');

/** Where it is said of an operation that is cached. */
function saidAt({ layers, policy, method }: ReadOperation, path: readonly string[]): string | undefined {
  const { cache } = policy;
  const said = path[0] === 'private' ? cache?.policy.private : cache?.policy.claims;
  if (!cache?.methods.includes(method) || !said) return undefined;
  const within = (value: unknown) => ['cache', ...path].reduce((inner, name) => member(inner, name), value);
  const layer = layers.findLast(({ value }) => within(value) !== undefined);
  return layer && pointerTo(layer.pointer, 'cache', ...path);
}
