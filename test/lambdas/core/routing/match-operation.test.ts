import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRoutes } from '../../../../lambdas/core/routing/compile-routes.ts';
import { matchOperation } from '../../../../lambdas/core/routing/match-operation.ts';

const operation = (id: string) => {
  const [method = '', path = ''] = id.split(' ');
  return { id, method, path };
};

const routes = compileRoutes(
  [
    'GET /',
    'GET /pets',
    'POST /pets',
    'GET /pets/{id}',
    'DELETE /pets/{petId}',
    'GET /pets/mine',
    'GET /pets/{id}.json',
    'GET /pets/report-{from}-{to}.csv',
    'GET /pets/{id}/toys',
    'PUT /pets/mine/toys',
    'GET /v1/{name}',
    'POST /v1/{name}:start',
    'POST /v1/{name}:stop',
    'GET /files/caf%C3%A9/{name}',
    'GET /{tenant}/{id}/toys',
    'GET /trees/{path+}',
    'GET /trees/{id}/leaves',
    'GET /trees/oak/{path+}',
    'PUT /trees/{id}',
  ].map(operation),
);

describe('matchOperation', () => {
  it.each([
    ['GET', '/', 'GET /', {}],
    ['GET', '/pets', 'GET /pets', {}],
    ['GET', '/pets/', 'GET /pets', {}],
    ['POST', '/pets', 'POST /pets', {}],
    ['GET', '/pets/7', 'GET /pets/{id}', { id: '7' }],
    ['DELETE', '/pets/7', 'DELETE /pets/{petId}', { petId: '7' }],
    ['GET', '/pets/mine', 'GET /pets/mine', {}],
    ['GET', '/pets/%6D%69ne', 'GET /pets/mine', {}],
    ['DELETE', '/pets/mine', 'DELETE /pets/{petId}', { petId: 'mine' }],
    ['GET', '/pets/7.json', 'GET /pets/{id}.json', { id: '7' }],
    ['GET', '/pets/7%2Ejson', 'GET /pets/{id}.json', { id: '7' }],
    ['GET', '/pets/.json', 'GET /pets/{id}', { id: '.json' }],
    ['GET', '/pets/a%20b%C3%A9%F0%9F%90%B6.json', 'GET /pets/{id}.json', { id: 'a%20b%C3%A9%F0%9F%90%B6' }],
    ['GET', '/pets/report-a%2Db-c.csv', 'GET /pets/report-{from}-{to}.csv', { from: 'a', to: 'b-c' }],
    ['GET', '/pets/report-a.csv', 'GET /pets/{id}', { id: 'report-a.csv' }],
    ['GET', '/pets/mine/toys', 'GET /pets/{id}/toys', { id: 'mine' }],
    ['PUT', '/pets/mine/toys', 'PUT /pets/mine/toys', {}],
    ['POST', '/v1/job:start', 'POST /v1/{name}:start', { name: 'job' }],
    ['POST', '/v1/job%3Astop', 'POST /v1/{name}:stop', { name: 'job' }],
    ['GET', '/v1/job:stop', 'GET /v1/{name}', { name: 'job:stop' }],
    ['GET', '/files/café/x', 'GET /files/caf%C3%A9/{name}', { name: 'x' }],
    ['GET', '/dogs/7/toys', 'GET /{tenant}/{id}/toys', { tenant: 'dogs', id: '7' }],
    ['GET', '/pets/__proto__', 'GET /pets/{id}', { id: '__proto__' }],
    ['GET', '/trees/a', 'GET /trees/{path+}', { path: 'a' }],
    ['GET', '/trees/a/b%20c/d/', 'GET /trees/{path+}', { path: 'a/b%20c/d' }],
    ['GET', '/trees/7/leaves', 'GET /trees/{id}/leaves', { id: '7' }],
    ['GET', '/trees/7/leaves/1', 'GET /trees/{path+}', { path: '7/leaves/1' }],
    ['GET', '/trees/oak/1/2', 'GET /trees/oak/{path+}', { path: '1/2' }],
    ['GET', '/trees/oak/leaves', 'GET /trees/oak/{path+}', { path: 'leaves' }],
    ['GET', '/trees/oak', 'GET /trees/{path+}', { path: 'oak' }],
    ['PUT', '/trees/7', 'PUT /trees/{id}', { id: '7' }],
    ['GET', '/trees/a/..', undefined, 'a segment is a dot segment'],
    ['GET', '/trees/a%2F..', undefined, 'a segment holds a separator or a control character'],
    ['GET', '/trees/a//b', undefined, 'a segment is empty'],
    ['GET', '/pets/..;', undefined, 'a segment is a dot segment'],
  ])('%s %s is %s', (method, path, id, parameters) => {
    const result = matchOperation(routes, method, path);
    if (id === undefined) expect(result).toEqual({ kind: 'unsafe', reason: parameters });
    else expect(result).toEqual({ kind: 'matched', operation: operation(id), pathParameters: parameters });
  });

  it.each([
    ['HEAD', '/pets'],
    ['get', '/pets'],
    ['GET', '/cats'],
    ['GET', '/Pets'],
    ['GET', '/pets/7/8'],
    ['POST', '/v1/:start'],
    ['TRACE', '/'],
    ['GET', '/trees'],
    ['GET', '/trees/'],
    ['PUT', '/trees/7/8'],
  ])('finds nothing for %s %s', (method, path) => {
    expect(matchOperation(routes, method, path)).toEqual({ kind: 'none' });
  });

  it.each([
    '/pets/.',
    '/pets/..',
    '/pets/%2e%2E',
    '/pets/.%2e/admin',
    '/pets/..;/admin',
    '/pets/..%3Bx/admin',
    '/pets/a%2Fb',
    '/pets/a%5cb',
    '/pets/a\\b',
    '/pets/a%00',
    '/pets/%0d%0aSet-Cookie:x',
    '/pets/%7f',
    '/pets/%C2%85',
    '/pets/%',
    '/pets/%zz',
    '/pets/%ff',
    '/pets/%C0%AE%C0%AE',
    '/pets/%ED%A0%80',
    '/pets/\ud800',
    '/pets//7',
    '//pets',
    '/pets/7//',
    '//',
    'pets',
    '',
  ])('refuses %j as unsafe', (path) => {
    expect(matchOperation(routes, 'GET', path).kind).toBe('unsafe');
  });

  const literal = fc.stringMatching(/^[a-c]{1,2}$/);
  const segment = fc.oneof(
    { weight: 3, arbitrary: literal },
    { weight: 2, arbitrary: fc.constant('{}') },
    fc.tuple(literal, fc.constantFrom('.', ':', '-')).map(([text, mark]) => `{}${mark}${text}`),
    fc.constant('a-{}-{}'),
  );
  const template = fc
    .tuple(fc.array(segment, { maxLength: 4 }), fc.constantFrom('', '', '/{+}'))
    .map(([segments, greedy]) => `${segments.map((one) => `/${one}`).join('')}${greedy}` || '/');
  const name = (path: string) => {
    let count = 0;
    return path.replaceAll(/\{(\+?)\}/g, (_, greedy) => `{v${count++}${greedy}}`);
  };
  const value = fc.stringMatching(/^[a-c1-9 é%]{1,4}$/);
  const hex = (text: string) =>
    Array.from(new TextEncoder().encode(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

  it('finds the operation of a path made from its template, or a more specific one, however it is encoded', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(template, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.func(value),
        (templates, pick, text) => {
          const operations = templates.map((path) => operation(`GET ${name(path)}`));
          const compiled = compileRoutes(operations);
          const wanted = operations[pick % operations.length] ?? operation('GET /');
          let count = 0;
          const several = Array.from({ length: 1 + (pick % 3) });
          const decoded = wanted.path.replaceAll(/\{[^}]+?(\+?)\}/g, (_, greedy) =>
            (greedy ? several : [0]).map(() => text(count++)).join('/'),
          );
          const spelled = (spell: (segment: string) => string) => decoded.split('/').map(spell).join('/');
          const plain = matchOperation(compiled, 'GET', spelled(encodeURIComponent));
          const odd = matchOperation(compiled, 'GET', spelled(hex));
          if (plain.kind !== 'matched' || odd.kind !== 'matched')
            throw new Error(`${decoded} is ${plain.kind}, ${odd.kind}`);
          expect(odd.operation).toBe(plain.operation);
          const values = (parameters: Readonly<Record<string, string>>) =>
            Object.values(parameters).map(decodeURIComponent);
          expect(values(odd.pathParameters)).toEqual(values(plain.pathParameters));
          const rebuilt = plain.operation.path.replaceAll(/\{([^}]+?)\+?\}/g, (_, variable: string) =>
            decodeURIComponent(plain.pathParameters[variable] ?? ''),
          );
          expect(rebuilt).toBe(decoded);
          expect(rank(plain.operation.path) >= rank(wanted.path)).toBe(true);
        },
      ),
    );
  });

  /** Per segment: literal, mixed, variable, greedy; compared from the left. */
  const rank = (path: string) =>
    path
      .split('/')
      .map((part) => (part.includes('{') ? (/^\{[^}]+\}$/.test(part) ? (part.endsWith('+}') ? '0' : '1') : '2') : '3'))
      .join('');
});

describe('compileRoutes', () => {
  const served = (keys: readonly string[]) => matchOperation(compileRoutes(keys.map(operation)), 'GET', '/a/1');

  it('refuses operations that no request can tell apart, when one comes', () => {
    const message = 'operations "GET /a/{x}" and "GET /a/{y}/" match the same requests';
    expect(() => served(['GET /a/{x}', 'GET /a/{y}/'])).toThrow(message);
    expect(() => served(['GET /a/{x+}', 'GET /a/{y+}'])).toThrow('match the same requests');
  });

  it('tells methods and texts apart', () => {
    const different = ['GET /a/{x}', 'GET /a/{x+}', 'PUT /a/{y}', 'GET /a/{x}.b', 'GET /a/{x}.c'];
    expect(() => served(different)).not.toThrow();
  });

  it('gives the first of variables side by side the whole value, and prefers them to nothing that one variable is not', () => {
    const neighbours = compileRoutes(['GET /a/{id}{ext}', 'GET /a/b', 'GET /{x}{y}/{z}', 'GET /{v}/a'].map(operation));
    expect(matchOperation(neighbours, 'GET', '/a/7')).toMatchObject({
      operation: { id: 'GET /a/{id}{ext}' },
      pathParameters: { id: '7' },
    });
    expect(matchOperation(neighbours, 'GET', '/b/a')).toMatchObject({ operation: { id: 'GET /{v}/a' } });
  });
});
