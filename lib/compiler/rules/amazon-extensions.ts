import type { Located } from '../dialects/normal-document.ts';
import { error, type Report, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { isObject, member } from '../plain-object.ts';
import type { Rule } from '../reading.ts';

const PREFIX = 'x-amazon-apigateway-';
/** Ignoring these would open what they close, or lose an operation. */
const PROTECTING = ['auth', 'policy', 'any-method'].map((name) => PREFIX + name);

/** Documents made for API Gateway: this compiler writes its own extensions and reads none. */
export const amazonExtensions: Rule = ({ document, operations }, report) => {
  check({ value: document.root, pointer: '' }, report);
  const paths = member(document.root, 'paths');
  for (const [key, value] of Object.entries(isObject(paths) ? paths : {}))
    check({ value, pointer: pointerTo('/paths', key) }, report);
  for (const operation of operations) check(operation, report);
};

function check({ value, pointer }: Located, report: Report): void {
  for (const key of Object.keys(isObject(value) ? value : {})) {
    if (!key.startsWith(PREFIX)) continue;
    const severity = PROTECTING.includes(key) ? error : warning;
    const message = `"${key}" is not read, say the same by OpenAPI's own keys and x-gateway`;
    report(severity('amazon-extensions', pointerTo(pointer, key), message));
  }
}
