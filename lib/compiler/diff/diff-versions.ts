import { member } from '../plain-object.ts';
import type { ReadOperation } from '../reading.ts';
import { type Change, inBase, inNext, type OperationPair, type Version } from './change.ts';
import { changeList } from './change-list.ts';
import { comparedValues } from './compared-values.ts';
import { diffParameters } from './diff-parameters.ts';
import { diffPlans } from './diff-plans.ts';
import { diffPolicy } from './diff-policy.ts';
import { diffRequestBody } from './diff-request-body.ts';
import { diffResponses } from './diff-responses.ts';
import { diffSchemes } from './diff-schemes.ts';
import { diffSecurity } from './diff-security.ts';
import { matchOperations, operationId } from './match-operations.ts';

/** What a new version changes for consumers, the worst first. */
export function diffVersions(base: Version, next: Version): readonly Change[] {
  const list = changeList();
  const { pairs, moved, removed, added } = matchOperations(base.reading.operations, next.reading.operations);
  for (const operation of removed) list.tellOf(nameOf(operation))('operation-removed', inBase(operation), 'removed');
  for (const pair of moved)
    list.tellOf(nameOf(pair.base))('operation-moved', inNext(pair.next), `is ${nameOf(pair.next)} now`);
  for (const operation of added) list.tellOf(nameOf(operation))('operation-added', inNext(operation), 'new');
  const values = comparedValues(base.reading, next.reading);
  for (const pair of pairs) {
    const name = nameOf(pair.next);
    const tell = list.tellOf(name);
    const tellValues = values.tellOf(name, list.add);
    diffNames(pair, tell);
    diffParameters(pair, tell, tellValues);
    diffRequestBody(pair, tell, tellValues);
    diffResponses(pair, tell, tellValues);
    diffSecurity(pair, tell);
    diffPolicy(pair, tell);
  }
  diffSchemes(base.reading, next.reading, list.tellOf());
  diffPlans(base, next, list.tellOf());
  const order = ['breaking', 'unclear', 'compatible'];
  return list.changes.toSorted((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict));
}

function diffNames({ base, next }: OperationPair, tell: ReturnType<ReturnType<typeof changeList>['tellOf']>): void {
  const [was, is] = [operationId(base), operationId(next)];
  if (was !== is) tell('operation-id-changed', inNext(next), `operationId ${was ?? 'none'} became ${is ?? 'none'}`);
  const isDeprecated = ({ value }: ReadOperation) => member(value, 'deprecated') === true;
  if (isDeprecated(next) && !isDeprecated(base)) tell('operation-deprecated', inNext(next), 'deprecated');
}

const nameOf = ({ method, path }: ReadOperation): string => `${method} ${path}`;
