import { error } from '../finding.ts';
import type { Rule } from '../reading.ts';
import { classifyScheme } from '../security/classify-scheme.ts';
import { usedSchemes } from '../security/used-schemes.ts';

/** Decision 1: what cannot be enforced is refused, not left open. */
export const securitySchemeSupported: Rule = (reading, report) => {
  for (const { name, value, pointer, operations } of usedSchemes(reading)) {
    const kind = classifyScheme(value);
    if (kind.kind !== 'unsupported') continue;
    const users = `${operations.length} operation${operations.length === 1 ? '' : 's'}, first "${operations[0]?.id}"`;
    const advice = 'take it out of their security, or disable them by x-gateway: { disabled: true }';
    report(
      error(
        'security-scheme-supported',
        pointer,
        `security scheme "${name}": ${kind.why}; needed by ${users}: ${advice}`,
      ),
    );
  }
};
