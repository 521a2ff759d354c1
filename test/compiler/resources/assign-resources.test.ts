import { describe, expect, it } from '@jest/globals';
import { type AssignedResources, assignResources } from '../../../lib/compiler/resources/assign-resources.ts';
import type { ResourceOperation } from '../../../lib/compiler/resources/resource-tree.ts';

const operation = (key: string, foldKey = '', throttled = false): ResourceOperation => {
  const [method = '', path = ''] = key.split(/ (.*)/);
  return { id: key, method, path, foldKey, throttled };
};

const assign = (keys: readonly string[], quota = 300) => assignResources(keys.map((key) => operation(key)))({ quota });

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
    ['/files/{path+}', '/files/{path+}'],
    ['/files/{file path+}/', '/files/{file_path+}'],
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

  it('lets a greedy variable take in the variables beside it, for API Gateway has none there, and keeps literals', () => {
    const keys = [
      'GET /a/{id}',
      'PUT /a/{id}/b',
      'GET /a/{path+}',
      'GET /a/b',
      'GET /a/{x}/{rest+}',
      'PUT /a/{x}.json',
    ];
    const result = assign(keys);
    const resources = keys.map((key) => result.assigned.get(key)?.path);
    expect(resources).toEqual(['/a/{path+}', '/a/{path+}', '/a/{path+}', '/a/b', '/a/{path+}', '/a/{path+}']);
    expect(rules(result)).toEqual(['info resource-loosened']);
  });

  it('refuses a variable beside a greedy one that would be enforced otherwise', () => {
    const operations = [operation('GET /a/{id}', 'secured'), operation('PUT /a/{id}', 'secured')];
    const result = assignResources([...operations, operation('GET /a/{path+}', 'open')])({ quota: 300 });
    expect(rules(result)).toEqual(['error resource-shared', 'info resource-loosened']);
    expect(result.findings[0]?.message).toBe(
      '"GET /a/{path+}" and "GET /a/{id}" are one method of one resource to API Gateway (GET /a/{path+}), which knows only whole segments and no variable beside a greedy one, so it cannot give them different security or streaming; give both the same, or change a path',
    );
  });

  it('refuses what a greedy variable that took in others would take away from a path elsewhere', () => {
    const keys = ['GET /a/b/{path+}', 'POST /a/b/{id}'].map((key) => operation(key));
    const result = assignResources([...keys, operation('POST /a/{x}/c/d', 'secured')])({ quota: 300 });
    expect(rules(result)).toEqual(['error resource-order', 'info resource-loosened']);
    const same = assignResources([...keys, operation('POST /a/{x}/c/d')])({ quota: 300 });
    expect(same.assigned.get('POST /a/{x}/c/d')).toMatchObject({ path: '/a/{x}/c/d', alsoAt: ['/a/b/{path+}'] });
  });

  it('folds into the greedy variable that is there', () => {
    expect(pathsOf(assign(['GET /a/{path+}', 'GET /a/b/c', 'PUT /a/d'], 3))).toEqual([
      '/a/{path+}',
      '/a/{path+}',
      '/a/{path+}',
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
    const [finding] = assignResources(operations)({ quota: 300 }).findings;
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
    expect(rules(assignResources(operations)({ quota: 300 }))).toContain('error resource-order');
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
    const { assigned } = assignResources(operations)({ quota: 4 });
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
    const [finding] = assignResources(operations)({ quota: 3 }).findings;
    expect(finding).toMatchObject({ rule: 'resource-quota', severity: 'error' });
    expect(finding?.message).toMatch(/need 5 API Gateway resources, at least 5 after folding, and 3 are allowed/);
  });
});

describe('assignResources, throttles', () => {
  const throttled = (key: string) => operation(key, '', true);

  it('are a reason not to fold, as long as there is another way', () => {
    const operations = [throttled('GET /a/1'), operation('GET /a/2'), operation('GET /a/3'), operation('GET /a/4')];
    const { assigned, unthrottled, findings } = assignResources(operations)({ quota: 4 });
    expect(assigned.get('GET /a/1')?.path).toBe('/a/1');
    expect(unthrottled.size).toBe(0);
    expect(findings.map(({ rule }) => rule)).toEqual(['resource-folded']);
  });

  it('are kept by a proxy that is the method of one operation', () => {
    const { assigned, unthrottled } = assignResources([throttled('GET /a/1'), operation('PUT /a/2')])({ quota: 3 });
    expect([...assigned.values()].map(({ path }) => path)).toEqual(['/a/{proxy+}', '/a/{proxy+}']);
    expect(unthrottled.size).toBe(0);
  });

  it('are lost before a document is refused, as few as possible, with a warning each', () => {
    const operations = ['GET /a/1', 'GET /a/2', 'GET /a/3', 'GET /a/4', 'GET /a/5'].map((key, index) =>
      operation(key, '', index > 0),
    );
    const result = assignResources(operations)({ quota: 5 });
    expect(rules(result)).toEqual(['info resource-folded', 'warning throttle-not-kept', 'warning throttle-not-kept']);
    expect([...result.unthrottled]).toHaveLength(2);
    expect(result.findings[1]?.message).toMatch(
      /^the throttle of "GET \/a\/\d" is not kept: .* method of 3 operations/,
    );
  });

  it('are lost where API Gateway knows two templates as one resource', () => {
    const result = assignResources([throttled('GET /a/{id}'), operation('GET /a/{id}.json')])({ quota: 300 });
    expect(rules(result)).toEqual(['info resource-loosened', 'warning throttle-not-kept']);
    expect([...result.unthrottled]).toEqual(['GET /a/{id}']);
  });

  it('are passed by where API Gateway prefers another resource for some requests', () => {
    const result = assignResources([throttled('GET /v{x}/users/{id}'), operation('GET /{t}/users/me')])({ quota: 300 });
    expect(rules(result)).toEqual(['info resource-loosened', 'warning throttle-not-kept']);
    expect(result.assigned.get('GET /v{x}/users/{id}')).toMatchObject({ alsoAt: ['/{x}/users/me'] });
  });
});
