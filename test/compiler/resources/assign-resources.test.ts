import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRoutes } from '../../../lambdas/core/routing/compile-routes.ts';
import { matchOperation } from '../../../lambdas/core/routing/match-operation.ts';
import { type AssignedResources, assignResources } from '../../../lib/compiler/resources/assign-resources.ts';
import type { ResourceOperation } from '../../../lib/compiler/resources/resource-tree.ts';
import { matchResource } from '../../support/match-resource.ts';

const operation = (key: string, foldKey = '', throttled = false): ResourceOperation => {
  const [method = '', path = ''] = key.split(/ (.*)/);
  return { id: key, method, path, foldKey, throttled };
};

const assign = (keys: readonly string[], quota = 300) =>
  assignResources(
    keys.map((key) => operation(key)),
    { quota },
  );

const rules = ({ findings }: AssignedResources) => findings.map(({ rule, severity }) => `${severity} ${rule}`);

const pathsOf = ({ assigned }: AssignedResources) => [...assigned.values()].map(({ path }) => path);

describe('assignResources', () => {
  it.each([
    ['/', '/'],
    ['/pets', '/pets'],
    ['/pets/', '/pets'],
    ['/pets/{petId}', '/pets/{petId}'],
    ['/pets/{petId}.json', '/pets/{petId}'],
    ['/thumbnail.{extension}', '/{extension}'],
    ['/{date}/{list}.json', '/{date}/{list}'],
    ['/events:batch,v1.0_x-y', '/events:batch,v1.0_x-y'],
    ['/users/@me/pets', '/users/{segment}/pets'],
    ['/a%20b/{x}', '/{segment}/{x}'],
    ['/{id}/parents/{id}', '/{id}/parents/{id2}'],
    ['/{account id}', '/{account_id}'],
  ])('lowers %s to %s', (path, resource) => {
    expect(pathsOf(assign([`GET ${path}`]))).toEqual([resource]);
  });

  it('gives sibling variables one name', () => {
    expect(pathsOf(assign(['GET /pets/{id}', 'PUT /pets/{petId}', 'GET /pets/{name}/photos']))).toEqual([
      '/pets/{id}',
      '/pets/{id}',
      '/pets/{id}/photos',
    ]);
  });

  it('says once that API Gateway lets through more than templates with parts of segments', () => {
    const result = assign(['GET /pets/{id}.json', 'GET /owners/{id}.json', 'GET /owners']);
    expect(rules(result)).toEqual(['info resource-loosened']);
    expect(result.findings[0]?.pointer).toBe('/paths/~1pets~1{id}.json');
  });

  it('lets operations of one fold key share a method', () => {
    expect(rules(assign(['GET /pets/{id}', 'GET /pets/{id}.json']))).toEqual(['info resource-loosened']);
  });

  it('refuses a shared method with different fold keys and names both operations', () => {
    const operations = [operation('GET /pets/{id}', 'open'), operation('GET /pets/{id}.json', 'secured')];
    const [finding] = assignResources(operations, { quota: 300 }).findings;
    expect(finding).toMatchObject({
      rule: 'resource-shared',
      severity: 'error',
      pointer: '/paths/~1pets~1{id}.json/get',
    });
    expect(finding?.message).toMatch(/"GET \/pets\/\{id\}" and "GET \/pets\/\{id\}\.json"/);
  });

  it('refuses operations that match the same requests', () => {
    expect(rules(assign(['GET /pets/{id}', 'GET /pets/{name}/']))).toEqual(['error path-ambiguous']);
  });

  it('refuses different fold keys where the order of a later segment would decide for API Gateway', () => {
    const operations = [operation('GET /{id}.json/{part}', 'secured'), operation('GET /{id}/body', 'open')];
    expect(rules(assignResources(operations, { quota: 300 }))).toContain('error resource-order');
  });

  it('folds the subtree that costs fewest operations their own resource', () => {
    const result = assign(['GET /a', 'GET /a/{x}/y/z', 'GET /b', 'POST /b/c', 'GET /b/d'], 7);
    expect(Object.fromEntries(result.assigned)).toEqual({
      'GET /a': { path: '/a', method: 'GET' },
      'GET /a/{x}/y/z': { path: '/a/{x}/{proxy+}', method: 'GET' },
      'GET /b': { path: '/b', method: 'GET' },
      'POST /b/c': { path: '/b/c', method: 'POST' },
      'GET /b/d': { path: '/b/d', method: 'GET' },
    });
    expect(rules(result)).toEqual(['info resource-folded']);
  });

  it('keeps static resources beside a proxy', () => {
    const result = assign(['GET /a/1', 'GET /a/2', 'GET /a/3', 'GET /a/4'], 4);
    expect(pathsOf(result).toSorted()).toEqual(['/a/1', '/a/{proxy+}', '/a/{proxy+}', '/a/{proxy+}'].toSorted());
  });

  it('folds only operations of one fold key per method', () => {
    const operations = [
      operation('GET /a/1', 'open'),
      operation('GET /a/2', 'open'),
      operation('GET /a/3', 'secured'),
      operation('POST /a/4', 'secured'),
    ];
    const { assigned } = assignResources(operations, { quota: 4 });
    expect(assigned.get('GET /a/3')).toEqual({ path: '/a/3', method: 'GET' });
    expect(assigned.get('POST /a/4')).toEqual({ path: '/a/{proxy+}', method: 'POST' });
  });

  it('leaves methods alone that a proxy would take from a variable beside it', () => {
    const keys = ['GET /a/b/1', 'GET /a/b/2', 'GET /a/b/3', 'GET /a/{x}/4'];
    expect(pathsOf(assign(keys, 5))).toEqual(['/a/{proxy+}', '/a/{proxy+}', '/a/{proxy+}', '/a/{proxy+}']);
  });

  it('calls the proxy otherwise where its name is taken', () => {
    expect(pathsOf(assign(['GET /{proxy}/a/b', 'GET /{proxy}/a/c/d'], 4))).toEqual([
      '/{proxy}/a/{proxy2+}',
      '/{proxy}/a/{proxy2+}',
    ]);
  });

  it('refuses what no fold brings within the quota', () => {
    const operations = ['a', 'b', 'c', 'd'].map((name) => operation(`GET /${name}`, name));
    const [finding] = assignResources(operations, { quota: 3 }).findings;
    expect(finding).toMatchObject({ rule: 'resource-quota', severity: 'error' });
    expect(finding?.message).toMatch(/need 5 API Gateway resources, at least 5 after folding, and 3 are allowed/);
  });
});

describe('assignResources, throttles', () => {
  const throttled = (key: string) => operation(key, '', true);

  it('are a reason not to fold, as long as there is another way', () => {
    const operations = [throttled('GET /a/1'), operation('GET /a/2'), operation('GET /a/3'), operation('GET /a/4')];
    const { assigned, unthrottled, findings } = assignResources(operations, { quota: 4 });
    expect(assigned.get('GET /a/1')?.path).toBe('/a/1');
    expect(unthrottled.size).toBe(0);
    expect(findings.map(({ rule }) => rule)).toEqual(['resource-folded']);
  });

  it('are kept by a proxy that is the method of one operation', () => {
    const { assigned, unthrottled } = assignResources([throttled('GET /a/1'), operation('PUT /a/2')], { quota: 3 });
    expect([...assigned.values()].map(({ path }) => path)).toEqual(['/a/{proxy+}', '/a/{proxy+}']);
    expect(unthrottled.size).toBe(0);
  });

  it('are lost before a document is refused, as few as possible, with a warning each', () => {
    const operations = ['GET /a/1', 'GET /a/2', 'GET /a/3', 'GET /a/4', 'GET /a/5'].map((key, index) =>
      operation(key, '', index > 0),
    );
    const result = assignResources(operations, { quota: 5 });
    expect(rules(result)).toEqual(['info resource-folded', 'warning throttle-not-kept', 'warning throttle-not-kept']);
    expect([...result.unthrottled]).toHaveLength(2);
    expect(result.findings[1]?.message).toMatch(
      /^the throttle of "GET \/a\/\d" is not kept: .* method of 3 operations/,
    );
  });

  it('are lost where API Gateway knows two templates as one resource', () => {
    const result = assignResources([throttled('GET /a/{id}'), operation('GET /a/{id}.json')], { quota: 300 });
    expect(rules(result)).toEqual(['info resource-loosened', 'warning throttle-not-kept']);
    expect([...result.unthrottled]).toEqual(['GET /a/{id}']);
  });

  it('are passed by where API Gateway prefers another resource for some requests', () => {
    const result = assignResources([throttled('GET /v{x}/users/{id}'), operation('GET /{t}/users/me')], { quota: 300 });
    expect(rules(result)).toEqual(['info resource-loosened', 'warning throttle-not-kept']);
    expect(result.assigned.get('GET /v{x}/users/{id}')).toMatchObject({ alsoAt: ['/{x}/users/me'] });
  });
});

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
          path: fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join('/')}`),
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
      const result = assignResources(operations, { quota });
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
    fc.assert(property, { numRuns: 600 });
  });

  it('keeps a throttle of an operation exactly where its method is its own', () => {
    const property = fc.property(document(anySegment), anyQuota, (operations, quota) => {
      const result = assignResources(operations, { quota });
      fc.pre(!isRefused(result));
      const methodOf = (id: string) => `${result.assigned.get(id)?.method} ${result.assigned.get(id)?.path}`;
      const methods = Map.groupBy(operations, ({ id }) => methodOf(id));
      const alone = operations.filter(({ throttled, id }) => throttled && methods.get(methodOf(id))?.length === 1);
      const lost = operations.filter(({ throttled, id }) => throttled && (methods.get(methodOf(id))?.length ?? 0) > 1);
      expect([...result.unthrottled].toSorted()).toEqual(lost.map(({ id }) => id).toSorted());
      expect(alone.filter(({ id }) => result.unthrottled.has(id))).toEqual([]);
    });
    fc.assert(property, { numRuns: 300 });
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
      const result = assignResources(operations, { quota });
      const most = mostKept(operations, quota);
      expect(isRefused(result)).toBe(most === undefined);
      if (most === undefined) return;
      const kept = operations.filter(({ id, path }) => result.assigned.get(id)?.path === path);
      expect(kept).toHaveLength(most);
    });
    fc.assert(property, { numRuns: 400 });
  });

  it('matches every path of an operation to the resource it was assigned', () => {
    const property = fc.property(document(whole), anyQuota, (operations, quota) => {
      const result = assignResources(operations, { quota });
      fc.pre(!isRefused(result));
      for (const { id, method, path } of operations) {
        const concrete = path.replaceAll(/\{[xy]\}/g, 'value');
        expect(matchResource([...result.assigned.values()], method, concrete)).toBe(result.assigned.get(id)?.path);
      }
    });
    fc.assert(property, { numRuns: 400 });
  });

  it('compares operations only with those that fit the same requests, however many there are', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `GET /a${index}/{id}.json`);
    // Pair by pair this takes 50 s.
    const { findings } = assignResources(
      keys.map((key) => operation(key, key)),
      { quota: 100_000 },
    );
    expect(findings.map(({ rule }) => rule)).toEqual(['resource-loosened']);
  });

  it('stays within the quota with one variable child per resource, or refuses', () => {
    const property = fc.property(document(anySegment), anyQuota, (operations, quota) => {
      const result = assignResources(operations, { quota });
      fc.pre(!isRefused(result));
      const resources = allResources(pathsOf(result));
      const variables = resources.filter((path) => path.endsWith('}'));
      expect(resources.length).toBeLessThanOrEqual(quota);
      expect(new Set(variables.map((path) => path.slice(0, path.lastIndexOf('/')))).size).toBe(variables.length);
      expect(resources.filter((path) => /\+\}./.test(path))).toEqual([]);
    });
    fc.assert(property, { numRuns: 400 });
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
