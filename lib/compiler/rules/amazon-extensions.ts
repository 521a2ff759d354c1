import type { Located } from '../dialects/normal-document.ts';
import { resolveReference } from '../dialects/resolve-reference.ts';
import { error, type Report, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { isObject, member } from '../plain-object.ts';
import type { Rule } from '../reading.ts';
import { usedSchemes } from '../security/used-schemes.ts';

const PREFIX = 'x-amazon-apigateway-';
/** Ignoring these would open what they close, or lose an operation. */
const PROTECTING = ['auth', 'policy', 'any-method'].map((name) => PREFIX + name);

/** Documents made for API Gateway: this compiler writes its own extensions and reads none. */
export const amazonExtensions: Rule = (reading, report) => {
  const { document, operations } = reading;
  check({ value: document.root, pointer: '' }, report);
  const paths = member(document.root, 'paths');
  for (const [key, value] of Object.entries(isObject(paths) ? paths : {}))
    checkPath(document.root, { value, pointer: pointerTo('/paths', key) }, report);
  for (const owner of [...operations, ...usedSchemes(reading)]) check(owner, report);
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
