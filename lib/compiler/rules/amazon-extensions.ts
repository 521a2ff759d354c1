import type { Located } from '../dialects/normal-document.ts';
import { resolveReference } from '../dialects/resolve-reference.ts';
import { error, type Report, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { isObject, member } from '../plain-object.ts';
import { usedSchemes } from '../security/used-schemes.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

const PREFIX = 'x-amazon-apigateway-';
/** Ignoring these would open what they close, or lose an operation. */
const PROTECTING = ['auth', 'policy', 'any-method'].map((name) => PREFIX + name);

/** Documents made for API Gateway: this compiler writes its own extensions and reads none. */
export const amazonExtensions: Rule<'amazon-extensions'> = {
  name: 'amazon-extensions',
  severities: ['error', 'warning'],
  summary: 'The document carries `x-amazon-apigateway-*` extensions, which are not read.',
  why: 'Gatewright writes these extensions into the gateway document itself. Taking over foreign ones would mix two sources of truth, and ignoring one that protects (`x-amazon-apigateway-auth`, `-policy`) or serves (`-any-method`) would open or lose something, so those are errors.',
  sources: [SOURCES.extensions],
  fix: "Say the same with OpenAPI's own keys (`security`, `servers`) and `x-gateway`, and remove the extension.",
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            x-amazon-apigateway-auth: { type: AWS_IAM } # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get:
            security: [{ apiKey: [] }]
      x-gateway:
        plans: { free: { throttle: { rate: 5, burst: 10 } } }
      components:
        securitySchemes:
          apiKey: { type: apiKey, in: header, name: x-api-key }
    `,
  },
  check: (reading, report) => {
    const { document, operations } = reading;
    check({ value: document.root, pointer: '' }, report);
    const paths = member(document.root, 'paths');
    for (const [key, value] of Object.entries(isObject(paths) ? paths : {}))
      checkPath(document.root, { value, pointer: pointerTo('/paths', key) }, report);
    for (const owner of [...operations, ...usedSchemes(reading)]) check(owner, report);
  },
};

function checkPath(root: unknown, path: Located, report: Report): void {
  check(path, report);
  const target = resolveReference(root, path, () => undefined);
  if (target !== undefined && target !== path) check(target, report);
}

function check({ value, pointer }: Located, report: Report): void {
  for (const key of Object.keys(isObject(value) ? value : {})) {
    if (!key.startsWith(PREFIX)) continue;
    const severity = PROTECTING.includes(key) ? error : warning;
    const message = `"${key}" is not read, say the same by OpenAPI's own keys and x-gateway`;
    report(severity('amazon-extensions', pointerTo(pointer, key), message));
  }
}
