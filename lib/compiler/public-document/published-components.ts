import { pointerKeys, pointerTo, valueAt } from '../json-pointer.ts';
import { isObject, member } from '../plain-object.ts';
import { decodeUri } from '../references/parse-reference.ts';
import type { Kind } from '../references/shapes.ts';
import { COMPONENT_SECTIONS, kindOfSection } from './component-section.ts';
import { isOwnExtension } from './own-extensions.ts';

export interface PublishedComponents {
  /** What a reference becomes; what it names is published, too. Of no `kind`: only if it is a component. */
  refer(reference: string, kind: Kind | undefined): string;
  /** All components that were referred to, and what they refer to, in the document's order; then those made of other places. */
  collect(): Readonly<Record<string, unknown>>;
}

interface Placed {
  readonly section: string;
  readonly name: string;
  readonly value: unknown;
}

/**
 * The components that the published part of a document reaches. A reference to anywhere else (another file that was read
 * into the tree, a path) becomes one to a component of its own, so that no published reference leads to what is not.
 */
export function publishedComponents(root: unknown, copy: (value: unknown, kind: Kind) => unknown): PublishedComponents {
  const components = member(root, 'components');
  const published = new Map<string, unknown>();
  const moved = new Map<string, Placed>();
  const pending: Placed[] = [];
  /** Schemas that are named by URIs or anchors are not looked for: all of them stay. */
  let isWhole = false;

  const publish = (placed: Placed): string => {
    const pointer = pointerTo('/components', placed.section, placed.name);
    if (!published.has(pointer)) {
      published.set(pointer, undefined);
      pending.push(placed);
    }
    return `#${encodeURI(pointer)}`;
  };
  const move = (pointer: string, value: unknown, section: string): string => {
    const key = `${section} ${pointer}`;
    const known = moved.get(key);
    if (known !== undefined) return publish(known);
    const isTaken = (name: string) =>
      member(member(components, section), name) !== undefined ||
      [...moved.values()].some((other) => other.section === section && other.name === name);
    const placed = { section, name: freeName(pointer, isTaken), value };
    moved.set(key, placed);
    return publish(placed);
  };
  const refer = (reference: string, kind: Kind | undefined): string => {
    const pointer = decodeUri(reference.slice(1));
    if (!reference.startsWith('#') || !/^(\/|$)/.test(pointer)) {
      isWhole = true;
      return reference;
    }
    const [first, section = '', name = ''] = pointerKeys(pointer);
    const own = first === 'components' && kindOfSection(section) !== undefined;
    const value = valueAt(root, own ? pointerTo('/components', section, name) : pointer);
    if (value === undefined) return reference;
    if (own) {
      publish({ section, name, value });
      return reference;
    }
    return kind === undefined ? reference : move(pointer, value, COMPONENT_SECTIONS[kind] ?? 'schemas');
  };
  const drain = (): void => {
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { section, name, value } = next;
      published.set(pointerTo('/components', section, name), copy(value, kindOfSection(section) ?? 'schema'));
    }
  };
  const publishSchemas = (isPublished: (schema: unknown) => boolean): void => {
    const schemas = member(components, 'schemas');
    for (const [name, value] of Object.entries(isObject(schemas) ? schemas : {}))
      if (isPublished(value)) publish({ section: 'schemas', name, value });
  };

  return {
    refer,
    collect() {
      drain();
      // An alternative that names its discriminated parent, and that nothing else names, is part of the contract.
      for (let before = -1; before < published.size; ) {
        before = published.size;
        publishSchemas((schema) => isWhole || extendsOneOf(schema, published));
        drain();
      }
      return inOrder(components, published, [...moved.values()]);
    },
  };
}

function extendsOneOf(schema: unknown, published: ReadonlyMap<string, unknown>): boolean {
  const all = member(schema, 'allOf');
  return (Array.isArray(all) ? all : []).some((part) => {
    const reference = member(part, '$ref');
    const parent = typeof reference === 'string' ? published.get(decodeUri(reference.slice(1))) : undefined;
    return member(parent, 'discriminator') !== undefined;
  });
}

function inOrder(
  components: unknown,
  published: ReadonlyMap<string, unknown>,
  moved: readonly Placed[],
): Readonly<Record<string, unknown>> {
  const written = Object.entries(isObject(components) ? components : {}).filter(([key]) => !isOwnExtension(key));
  const extensions = written.filter(([key]) => key.startsWith('x-'));
  const sections = new Set([...written.map(([key]) => key), ...moved.map(({ section }) => section)]);
  const filled = [...sections].flatMap((section) => {
    const own = member(components, section);
    const names = [
      ...Object.keys(isObject(own) ? own : {}),
      ...moved.filter((placed) => placed.section === section).map(({ name }) => name),
    ];
    const entries = names.flatMap((name) => {
      const pointer = pointerTo('/components', section, name);
      return published.has(pointer) ? [[name, published.get(pointer)] as const] : [];
    });
    return entries.length === 0 ? [] : [[section, Object.fromEntries(entries)] as const];
  });
  return Object.fromEntries([...filled, ...extensions]);
}

/** A name that `components` takes, after the last part of the way to the value: `pet` of `pet.yaml`. */
function freeName(pointer: string, isTaken: (name: string) => boolean): string {
  const last = pointerKeys(pointer).at(-1) ?? '';
  const wanted =
    last
      .replace(/^.*\//, '')
      .replace(/\.(ya?ml|json)$/i, '')
      .replaceAll(/[^A-Za-z0-9._-]/g, '_') || 'value';
  let name = wanted;
  for (let serial = 2; isTaken(name); serial++) name = `${wanted}_${serial}`;
  return name;
}
