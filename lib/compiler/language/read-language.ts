import type { CompileOptions } from '../compile-options.ts';
import type { NormalDocument } from '../dialects/normal-document.ts';
import { error, type Report } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import type { Reading } from '../reading.ts';
import { apiSecurity } from '../security/api-security.ts';
import type { Cursor } from './cursor.ts';
import { readBackends } from './read-backends.ts';
import { type Keys, readFields } from './read-fields.ts';
import { readPlans } from './read-plans.ts';
import { POLICY_KEYS, policyReader } from './read-policy.ts';
import { readThrottle } from './read-throttle.ts';
import { readBoolean } from './read-values.ts';

const ROOT_KEYS = {
  known: ['backends', 'plans', 'publicDocument', 'usage', 'models', ...POLICY_KEYS.known],
} satisfies Keys;

/** Reads every `x-gateway` of a document. */
export function readLanguage(document: NormalDocument, options: CompileOptions, report: Report): Reading {
  const root: Cursor | undefined = document.gateway && {
    value: document.gateway.value,
    path: [],
    report: (rule, path, message) => report(error(rule, pointerTo('/x-gateway', ...path), message)),
  };
  const fields = readFields(root, ROOT_KEYS);
  const policyOf = policyReader(report);
  const operations = document.operations
    .map((operation) => ({ ...operation, policy: policyOf(operation.layers) }))
    .filter(({ policy }) => !policy.disabled);
  const plans = readPlans(fields('plans'));
  return {
    document,
    options,
    backends: readBackends(fields('backends')),
    plans,
    security: apiSecurity({ document, operations, plans }),
    throttle: readThrottle(fields('throttle')),
    publicDocument: readBoolean(fields('publicDocument')) ?? false,
    usage: readBoolean(fields('usage')) ?? false,
    models: readBoolean(fields('models')) ?? false,
    operations,
  };
}
