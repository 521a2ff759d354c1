import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRoutes } from '../../../lambdas/core/routing/compile-routes.ts';
import { matchOperation } from '../../../lambdas/core/routing/match-operation.ts';
import { type AssignedResources, assignResources } from '../../../lib/compiler/resources/assign-resources.ts';
import type { ResourceOperation } from '../../../lib/compiler/resources/resource-tree.ts';
import { draws } from '../../support/draws.ts';
import { matchResource } from '../../support/match-resource.ts';

const operation = (key: string, foldKey = ''): ResourceOperation => {
  const [method = '', path = ''] = key.split(/ (.*)/);
  return { id: key, method, path, foldKey, throttled: false };
};

describe('assignResources, for any document', () => {
  const whole = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c') },
    { weight: 3, arbitrary: fc.constantFrom('{x}', '{y}') },
  );
  const anySegment = fc.oneof(
    { weight: 6, arbitrary: whole },
    { weight: 1, arbitrary: fc.constantFrom('{x}.c', 'a{y}', '@') },
  );
  const document = (segment: fc.Arbitrary<string>) =>
    fc.uniqueArray(
      fc
        .record({
          method: fc.constantFrom('GET', 'POST'),
          path: fc
            .tuple(fc.array(segment, { maxLength: 5 }), fc.constantFrom('', '', '', '/{z+}'))
            .map(([segments, greedy]) => `${segments.map((one) => `/${one}`).join('')}${greedy}` || '/'),
          foldKey: fc.constantFrom('open', 'open', 'open', 'secured'),
          throttled: fc.constantFrom(false, false, false, true),
        })
        .map((one) => ({ ...one, id: `${one.method} ${one.path}` })),
      { maxLength: 14, selector: ({ id }) => id.replaceAll('y}', 'x}') },
    );
  const request = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd', 'a.c', 'ab', '@'), { maxLength: 6 })
    .map((segments) => `/${segments.join('/')}`);
  const anyQuota = fc.integer({ min: 1, max: 25 });

  const isRefused = ({ findings }: AssignedResources) => findings.some(({ severity }) => severity === 'error');

  it('gives every request to a method with the fold key of the operation the router finds', () => {
    const property = fc.property(document(anySegment), anyQuota, fc.array(request), (operations, quota, requests) => {
      const result = assignResources(operations)({ quota });
      fc.pre(!isRefused(result));
      const routes = compileRoutes(operations);
      for (const [path, method] of requests.flatMap((path) => [[path, 'GET'] as const, [path, 'POST'] as const])) {
        const match = matchOperation(routes, method, path);
        if (match.kind !== 'matched') continue;
        const resource = matchResource([...result.assigned.values()], method, path);
        const sharing = operations.filter(({ id }) => {
          const assigned = result.assigned.get(id);
          return assigned?.path === resource && assigned?.method === method;
        });
        expect([...new Set(sharing.map(({ foldKey }) => foldKey))]).toEqual([match.operation.foldKey]);
        const assigned = result.assigned.get(match.operation.id);
        expect([assigned?.path, ...(assigned?.alsoAt ?? [])]).toContain(resource);
      }
    });
    fc.assert(property, { numRuns: draws(600) });
  });

  it('keeps a throttle of an operation exactly where its method is its own', () => {
    const property = fc.property(document(anySegment), anyQuota, (operations, quota) => {
      const result = assignResources(operations)({ quota });
      fc.pre(!isRefused(result));
      const methodOf = (id: string) => `${result.assigned.get(id)?.method} ${result.assigned.get(id)?.path}`;
      const methods = Map.groupBy(operations, ({ id }) => methodOf(id));
      const alone = operations.filter(({ throttled, id }) => throttled && methods.get(methodOf(id))?.length === 1);
      const lost = operations.filter(({ throttled, id }) => throttled && (methods.get(methodOf(id))?.length ?? 0) > 1);
      expect([...result.unthrottled].toSorted()).toEqual(lost.map(({ id }) => id).toSorted());
      expect(alone.filter(({ id }) => result.unthrottled.has(id))).toEqual([]);
    });
    fc.assert(property, { numRuns: draws(300) });
  });

  it('leaves as many operations their own resource as can be', () => {
    const literal = fc.constantFrom('a', 'b', 'c');
    const someKey = fc.constantFrom('open', 'secured');
    const some = fc.uniqueArray(
      fc
        .record({ path: fc.array(literal, { maxLength: 3 }).map((parts) => `/${parts.join('/')}`), foldKey: someKey })
        .map((one) => ({ ...operation(`GET ${one.path}`, one.foldKey) })),
      { maxLength: 9, selector: ({ id }) => id },
    );
    const property = fc.property(some, fc.integer({ min: 1, max: 12 }), (operations, quota) => {
      const result = assignResources(operations)({ quota });
      const most = mostKept(operations, quota);
      expect(isRefused(result)).toBe(most === undefined);
      if (most === undefined) return;
      const kept = operations.filter(({ id, path }) => result.assigned.get(id)?.path === path);
      expect(kept).toHaveLength(most);
    });
    fc.assert(property, { numRuns: draws(400) });
  });

  it('matches every path of an operation to the resource it was assigned', () => {
    const property = fc.property(document(whole), anyQuota, (operations, quota) => {
      const result = assignResources(operations)({ quota });
      fc.pre(!isRefused(result));
      for (const { id, method, path } of operations) {
        const concrete = path.replaceAll(/\{[xy]\}/g, 'value').replace('{z+}', 'value/more');
        expect(matchResource([...result.assigned.values()], method, concrete)).toBe(result.assigned.get(id)?.path);
      }
    });
    fc.assert(property, { numRuns: draws(400) });
  });

  it('compares operations only with those that fit the same requests, however many there are', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `GET /a${index}/{id}.json`);
    // Pair by pair this takes 50 s.
    const { findings } = assignResources(keys.map((key) => operation(key, key)))({ quota: 100_000 });
    expect(findings.map(({ rule }) => rule)).toEqual(['resource-loosened']);
  });

  it('folds thousands of resources below one that have something below them', () => {
    const keys = Array.from({ length: 4_000 }, (_, index) => `GET /a${index}/{id}`);
    // Item by item each of them needs a table as long as the quota: 100 MB here, 2.4 GB for 20,000.
    const before = process.memoryUsage().arrayBuffers;
    const { resources } = assignResources(keys.map((key) => operation(key)))({ quota: 6_001 });
    expect(resources).toBe(6_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20e6);
  });

  it('says the same of a quota whatever was asked before', () => {
    const property = fc.property(document(anySegment), fc.array(anyQuota, { maxLength: 4 }), (operations, quotas) => {
      const assign = assignResources(operations);
      for (const quota of quotas) expect(assign({ quota })).toEqual(assignResources(operations)({ quota }));
    });
    fc.assert(property, { numRuns: draws(400) });
  });

  it('stays within the quota with one variable child per resource, or refuses', () => {
    const property = fc.property(document(anySegment), anyQuota, (operations, quota) => {
      const result = assignResources(operations)({ quota });
      fc.pre(!isRefused(result));
      const resources = allResources([...result.assigned.values()].map(({ path }) => path));
      const variables = resources.filter((path) => path.endsWith('}'));
      expect(resources.length).toBeLessThanOrEqual(quota);
      expect(new Set(variables.map((path) => path.slice(0, path.lastIndexOf('/')))).size).toBe(variables.length);
      expect(resources.filter((path) => /\+\}./.test(path))).toEqual([]);
    });
    fc.assert(property, { numRuns: draws(400) });
  });
});

/** Those API Gateway creates for the paths: the root and what is between, too. */
function allResources(paths: readonly string[]): readonly string[] {
  const withParents = paths.flatMap((path) => {
    const segments = path.split('/').filter((segment) => segment !== '');
    return segments.map((_, index) => `/${segments.slice(0, index + 1).join('/')}`);
  });
  return [...new Set(['/', ...withParents])];
}

/** By trying every way to fold, of paths without variables: how many operations keep their own resource at most. */
function mostKept(operations: readonly ResourceOperation[], quota: number): number | undefined {
  interface Way {
    readonly resources: number;
    readonly kept: number;
  }
  const all = allResources(operations.map(({ path }) => path));
  const under = (path: string) => operations.filter((one) => `${one.path}/`.startsWith(`${path}/`));
  const childrenOf = (path: string) =>
    all.filter((one) => one !== '/' && one.slice(0, one.lastIndexOf('/')) === (path === '/' ? '' : path));
  const ways = (path: string): readonly Way[] => {
    const children = childrenOf(path);
    const own = operations.filter((one) => one.path === path).length;
    const subsets = Array.from({ length: 2 ** children.length }, (_, bits) =>
      children.filter((_child, index) => bits & (2 ** index)),
    );
    return subsets.flatMap((absorbed) => {
      const keys = new Set(absorbed.flatMap(under).map(({ foldKey }) => foldKey));
      if (keys.size > 1) return [];
      const start = [{ resources: absorbed.length === 0 ? 1 : 2, kept: own }];
      return children
        .filter((child) => !absorbed.includes(child))
        .reduce<readonly Way[]>((sofar, child) => {
          const more = ways(child);
          return sofar.flatMap((one) =>
            more.map((other) => ({ resources: one.resources + other.resources, kept: one.kept + other.kept })),
          );
        }, start);
    });
  };
  const fitting = ways('/').filter(({ resources }) => resources <= quota);
  return fitting.length === 0 ? undefined : Math.max(...fitting.map(({ kept }) => kept));
}
