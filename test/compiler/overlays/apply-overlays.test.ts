import { describe, expect, it } from '@jest/globals';
import { readDocument } from '../../../lib/compiler/read-document.ts';
import { compileFiles, readFrom } from '../../support/compile-files.ts';

const DOCUMENT = `
  openapi: 3.0.3
  info: { title: Pets, version: '1' }
  tags: [{ name: a }, { name: b, x-internal: true }, { name: c }, { name: d, x-internal: true }, { name: e }]
  paths:
    /pets: &pets
      get: { tags: [a] }
      post: {}
    /dogs: *pets
`;

/** The document under overlays that each have these actions. */
function overlaid(...actions: readonly string[]) {
  const overlays = actions.map((text, index) => [`o${index}.yaml`, `overlay: 1.1.0\nactions:\n${text}`]);
  const files = { 'pets.yaml': DOCUMENT, ...Object.fromEntries(overlays) };
  const source = readDocument('pets.yaml', {
    readFile: readFrom(files),
    overlays: overlays.map(([name = '']) => name),
  });
  const problems = source.problems.map(({ file, line, column, severity, rule, message }) =>
    [`${file}:${line}:${column}`, severity, rule, message].join(' '),
  );
  return { ...source, problems };
}

describe('applyOverlays', () => {
  it('merges members, puts items behind those of lists, replaces plain values, in order', () => {
    const { value, problems } = overlaid(
      `- { target: $.info, update: { title: Cats, contact: { name: me } } }
- { target: "$.paths['/pets'].get", update: { tags: [x, y] } }
- { target: $.tags, update: { name: f } }`,
      '- { target: $.info.title, update: Dogs }\n- { target: $, update: { x-more: [1] } }',
    );
    expect(problems).toEqual([]);
    expect(value).toEqual({
      openapi: '3.0.3',
      info: { title: 'Dogs', version: '1', contact: { name: 'me' } },
      tags: [...'abcdef'].map((name) => ('bd'.includes(name) ? { name, 'x-internal': true } : { name })),
      paths: { '/pets': { get: { tags: ['a', 'x', 'y'] }, post: {} }, '/dogs': { get: { tags: ['a'] }, post: {} } },
      'x-more': [1],
    });
  });

  it('removes members and items, and copies values', () => {
    const { value, problems, locate } = overlaid(
      `- { target: "$.tags[?@['x-internal'] == true]", remove: true }
- { target: $.paths.*.post, remove: true }
- { target: $.paths, update: { /cats: {} } }
- { target: "$.paths['/cats']", copy: "$.paths['/pets']" }
- { target: "$.paths['/pets']", remove: true }`,
    );
    expect(problems).toEqual([]);
    expect(value).toMatchObject({
      tags: [{ name: 'a' }, { name: 'c' }, { name: 'e' }],
      paths: { '/dogs': { get: { tags: ['a'] } }, '/cats': { get: { tags: ['a'] } } },
    });
    expect(locate('/tags/1/name')).toMatchObject({ file: 'pets.yaml', line: 3, column: 54, pointer: '/tags/2/name' });
    expect(locate('/paths/~1cats/get/tags/0')).toMatchObject({ file: 'pets.yaml', line: 6, column: 19 });
  });

  it.each([
    ['/info/title', 'o0.yaml', 4, 13, '/actions/0/update/title'],
    ['/info/version', 'pets.yaml', 2, 22, '/info/version'],
    ['/info/contact/name', 'o0.yaml', 5, 16, '/actions/0/update/contact/name'],
    ['/tags/5', 'o0.yaml', 6, 31, '/actions/1/update/0'],
    ['/tags/6/name', 'o1.yaml', 3, 31, '/actions/0/update/name'],
    ['/tags/6/none', 'o1.yaml', 3, 21, '/actions/0/update/none'],
  ])('places %s', (pointer, file, line, column, own) => {
    const { locate } = overlaid(
      `- target: $.info
  update: { title: Cats,
    contact: { name: me } }
- { target: $.tags, update: [ { name: x }] }`,
      '- { target: $.tags, update: { name: f } }',
    );
    expect(locate(pointer)).toEqual({ file, line, column, pointer: own });
  });

  it('takes the fields of an action from components (1.2)', () => {
    const { value, problems } = overlaid(
      `- { $ref: '#/components/actions/tag', target: $.paths.*.get }
- { $ref: '#/components/actions/none', target: $.paths.*.get }
components: { actions: { tag: { fields: { update: { tags: [z] } } } } }`,
    );
    expect(problems).toEqual([
      'o0.yaml:4:5 error overlay-action $ref "#/components/actions/none" names no reusable action, name one of components.actions',
    ]);
    expect(value).toMatchObject({ paths: { '/pets': { get: { tags: ['a', 'z'] } } } });
  });

  it.each([
    [
      '- { target: $.paths.none, remove: true }',
      '3:5 warning overlay-target target "$.paths.none" matches nothing, so that this action does nothing; correct or remove it',
    ],
    [
      '- { target: "$.paths[", remove: true }',
      '3:5 error overlay-action target "$.paths[" is no JSONPath: unclosed bracketed selection, write one of RFC 9535 such as $.paths[\'/pets\'].get',
    ],
    [
      '- { target: paths, remove: true }',
      "3:5 error overlay-action target \"paths\" is no JSONPath: expected '$', found 'p', write one of RFC 9535",
    ],
    [
      '- { target: $, remove: true }',
      '3:5 error overlay-action target "$" is the whole document, which cannot be removed; select what is in it',
    ],
    [
      '- { target: $, update: 1 }',
      '3:16 error overlay-action a plain value cannot be merged into the whole document, expected an object',
    ],
    [
      '- { target: $.info, update: 1 }',
      '3:21 error overlay-action a plain value cannot be merged into an object (/info), write an object, or remove that first',
    ],
    [
      '- { target: $, update: { info: [] } }',
      '3:26 error overlay-action a list cannot be merged into an object (/info), write an object, or remove that first',
    ],
    [
      '- { target: $, update: { info: } }',
      '3:26 error overlay-action a plain value cannot be merged into an object (/info), write an object, or remove that first',
    ],
    ["- { target: '$[?true]', update: {} }", 'no JSONPath'],
    [
      '- { target: "$.*", update: {} }',
      '3:5 error overlay-action the target selects a plain value and an object and a list, select values of one form',
    ],
    ['- { target: $.info }', '3:3 error overlay-action an action does nothing, write update, copy or remove: true'],
    [
      '- { target: $.info, update: {}, copy: $.info }',
      '3:3 error overlay-action an action has update and copy, of which one can be meant; remove the other',
    ],
    [
      '- { target: $.info, copy: $.tags.* }',
      '3:21 error overlay-action copy "$.tags.*" selects 5 values of the document, expected exactly one',
    ],
    ['- { target: 5 }', "3:3 error overlay-action an action's target is 5, expected a JSONPath such as $.info"],
    ['  {}', '2:1 error overlay-action actions is {}, expected a list such as [{ target: $.info, update: {} }]'],
  ])('says of %s where it is wrong', (actions, problem) => {
    expect(overlaid(actions).problems).toEqual([expect.stringContaining(problem)]);
  });

  it('refuses what is no overlay, whose syntax is wrong or that does not exist', () => {
    const files = { 'pets.yaml': DOCUMENT, 'a.yaml': 'overlay: 2.0.0', 'b.yaml': 'info: {}', 'c.yaml': '[' };
    const problemsUnder = (overlay: string) =>
      readDocument('pets.yaml', { readFile: readFrom(files), overlays: [overlay] }).problems;
    expect(problemsUnder('a.yaml')).toMatchObject([
      {
        line: 1,
        message:
          'this is not an overlay: overlay is "2.0.0", expected "1.0.x", "1.1.x" or "1.2.x", write one such as overlay: 1.0.0',
      },
    ]);
    expect(problemsUnder('b.yaml')).toMatchObject([{ message: expect.stringContaining('overlay is missing') }]);
    expect(problemsUnder('c.yaml')).toMatchObject([{ rule: 'document-syntax', file: 'c.yaml' }]);
    expect(() => problemsUnder('d.yaml')).toThrow('no such file: d.yaml');
  });

  it('lets the public document be free of x-gateway, and places the problems of the policies in the overlay', () => {
    const { model, problems } = compileFiles(
      {
        'pets.yaml': `${DOCUMENT}\n  servers: [{ url: https://a.example.com }]`,
        'prod.overlay.yaml': `
          overlay: 1.0.0
          actions:
            - target: $
              update: { x-gateway: { timeout: 2s } }
            - target: $.paths['/pets'].get
              update: { x-gateway: { cahce: { ttl: 1s } } }
        `,
      },
      { overlays: ['prod.overlay.yaml'] },
    );
    expect(model).toBeUndefined();
    expect(problems).toEqual([
      expect.stringContaining('prod.overlay.yaml:6:28 error known-keys: unknown key "cahce", did you mean "cache"'),
    ]);
  });

  it('ends where overlays would grow without end', () => {
    const actions = Array.from({ length: 40 }, () => '- { target: $.paths.*, copy: $.paths }').join('\n');
    const start = process.cpuUsage();
    expect(overlaid(actions).problems).toContainEqual(expect.stringContaining('add more than 100,000 values'));
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(8000);
  }, 30_000);
});
