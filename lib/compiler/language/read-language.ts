import type { CompileOptions } from '../compile-options.ts';
import type { NormalDocument } from '../dialects/normal-document.ts';
import { error, type Report } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { member } from '../plain-object.ts';
import type { Reading } from '../reading.ts';
import type { Cursor } from './cursor.ts';
import { readBackends } from './read-backends.ts';
import { readPlans } from './read-plans.ts';
import { readPolicy } from './read-policy.ts';
import { readThrottle } from './read-throttle.ts';

/** Reads every `x-gateway` of a document. */
export function readLanguage(document: NormalDocument, options: CompileOptions, report: Report): Reading {
  const rootCursor = (key: string): Cursor | undefined => {
    const value = member(document.gateway?.value, key) ?? undefined;
    if (value === undefined) return undefined;
    const pointerOf = (path: readonly string[]) => pointerTo('/x-gateway', ...path);
    return { value, path: [key], report: (rule, path, message) => report(error(rule, pointerOf(path), message)) };
  };
  const operations = document.operations.map((operation) => ({
    ...operation,
    policy: readPolicy(operation.layers, report),
  }));
  return {
    document,
    options,
    backends: readBackends(rootCursor('backends')),
    plans: readPlans(rootCursor('plans')),
    throttle: readThrottle(rootCursor('throttle')),
    operations: operations.filter(({ policy }) => !policy.disabled),
  };
}
