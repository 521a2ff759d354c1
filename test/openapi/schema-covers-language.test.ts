import { describe, expect, it } from '@jest/globals';
import { compile } from '../../lib/compiler/compile.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import { fitsGatewaySchema } from '../support/gateway-schema.ts';
import { documentWith, type LanguagePlace, languagePlaces } from '../support/language-places.ts';

const places = languagePlaces().map((place) => ({ ...place, name: [place.owner, ...place.path].join('.') }));
const described = places.filter(({ path }) => path.length > 0);

const messagesAbout = (place: LanguagePlace, value: unknown) =>
  compile(parseDocument('a.json', JSON.stringify(documentWith(place, value))))
    .problems.filter(({ rule }) => ['x-gateway', 'known-keys', 'supported-keys'].includes(rule))
    .map(({ message }) => message);

describe('gateway.schema.json', () => {
  it.each(places.filter(({ node }) => node.properties !== undefined))(
    'has the keys that the compiler knows, and no others: $name',
    (place) => {
      const [message] = messagesAbout(place, { 'no-such-key': 1 }).filter((each) => each.startsWith('unknown key'));
      expect(message).toMatch(/allowed here: /);
      const known = message?.replace(/.*allowed here: /, '').split(', ');
      expect(Object.keys(place.node.properties ?? {}).sort()).toEqual(known?.sort());
    },
  );

  it.each(described)('says what $name means, in plain text too', ({ node, path }) => {
    if (['0', 'name'].includes(path.at(-1) ?? '') && node.properties === undefined) return; // what it is a member of says it
    expect(node.description).toMatch(/^.+\.$/);
    expect(node.markdownDescription?.replaceAll('`', '') ?? node.description).toBe(node.description);
    expect(node.description).not.toContain('`');
  });

  const values = described.flatMap((place) =>
    [...(place.node.examples ?? []), ...(place.node.enum ?? []), place.node.default]
      .filter((value) => value !== undefined)
      .map((value) => ({ place, value, title: `${place.name}: ${JSON.stringify(value)}` })),
  );

  it.each(values)('proposes what the compiler takes: $title', ({ place, value }) => {
    const last = place.path.join('.');
    // Of a value alone the compiler may miss its siblings; what is wrong with the value itself names it.
    const wrong = messagesAbout(place, value).filter((message) => message.startsWith(`${last} is `));
    expect(wrong).toEqual([]);
    const errors = fitsGatewaySchema(documentWith(place, value)) ? [] : fitsGatewaySchema.errors;
    expect(errors?.filter(({ keyword }) => !['required', 'oneOf', 'type', 'false schema'].includes(keyword))).toEqual(
      [],
    );
  });

  it('gives every value that is not a switch or an object an example, a default or its words', () => {
    const silent = described.filter(
      ({ node, path }) =>
        path.at(-1) !== '0' &&
        path.at(-1) !== 'name' &&
        node.properties === undefined &&
        node.items === undefined &&
        [node.examples, node.default, node.enum].every((given) => given === undefined),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});
