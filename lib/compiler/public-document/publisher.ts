import { resolveReference } from '../dialects/resolve-reference.ts';
import { pointerTo } from '../json-pointer.ts';
import { isObject, member, type PlainObject } from '../plain-object.ts';
import { type Kind, memberKind, SHAPES } from '../references/shapes.ts';
import { isOwnExtension } from './own-extensions.ts';
import { type PublishedComponents, publishedComponents } from './published-components.ts';

export interface Publisher {
  /** A copy without what is between the document and its gateway; what it refers to is published, too. */
  readonly copy: (value: unknown, kind: Kind) => unknown;
  /** Somebody else's extension as it is; what it refers to is published, too. */
  readonly keep: (extension: unknown) => unknown;
  /** Publishes a component that is named without a reference. */
  readonly publish: (section: string, name: string) => void;
  /** All that has been published by then. */
  readonly components: () => Readonly<Record<string, unknown>>;
}

/** `isServed`: whether an operation of that id is (links may name another). */
export function publisher(root: unknown, isServed: (operationId: string) => boolean): Publisher {
  const isInline = inlineKinds(root);
  const around = new Set<unknown>();
  const copy = (value: unknown, kind: Kind): unknown => {
    if (Array.isArray(value)) return value.map((item) => copy(item, kind));
    if (!isObject(value)) return value;
    if (isInline.has(kind) && typeof value.$ref === 'string') return inlined(value, kind);
    const entries = Object.entries(value).filter(([key, child]) => isPublished(key, child, kind));
    return Object.fromEntries(entries.map(([key, child]) => [key, copyMember(key, child, kind)]));
  };
  /** Of one that holds itself nothing more is told. */
  const inlined = ({ $ref, ...own }: PlainObject, kind: Kind): unknown => {
    const target = resolveReference(root, { value: { $ref }, pointer: '' }, () => undefined)?.value;
    if (!isObject(target) || around.has(target)) return copy(own, kind);
    around.add(target);
    const written = copy({ ...target, ...own }, kind);
    around.delete(target);
    return written;
  };
  const isPublished = (key: string, child: unknown, kind: Kind): boolean => {
    if (isOwnExtension(key) && !isMap(kind)) return false;
    if (key === 'servers' && (kind === 'pathItem' || kind === 'operation')) return false;
    if (key === 'server' && kind === 'link') return false;
    const linked = kind === 'links' ? member(child, 'operationId') : undefined;
    return typeof linked !== 'string' || isServed(linked);
  };
  const copyMember = (key: string, child: unknown, kind: Kind): unknown => {
    if (key === '$ref' && SHAPES[kind].refers && typeof child === 'string') return components.refer(child, kind);
    if (key === 'discriminator' && kind === 'schema') return copyDiscriminator(child);
    const inner = memberKind(kind, key);
    if (inner !== undefined) return copy(child, inner);
    return key.startsWith('x-') ? keep(child) : child;
  };
  /** An extension of somebody else's, as it is; components that it seems to refer to (`x-webhooks`) are published. */
  const keep = (extension: unknown): unknown => {
    const open = [extension];
    for (let value = open.pop(); value !== undefined; value = open.pop()) {
      const reference = member(value, '$ref');
      if (typeof reference === 'string' && reference.startsWith('#/components/'))
        components.refer(reference, undefined);
      if (typeof value === 'object' && value !== null) open.push(...Object.values(value));
    }
    return extension;
  };
  const copyDiscriminator = (discriminator: unknown): unknown => {
    const mapping = member(discriminator, 'mapping');
    if (!isObject(discriminator) || !isObject(mapping)) return discriminator;
    const named = Object.entries(mapping).map(([value, target]) => {
      if (typeof target !== 'string') return [value, target];
      const isName = /^[A-Za-z0-9._-]+$/.test(target) && member(member(root, 'components'), 'schemas') !== undefined;
      if (isName) components.refer(`#/components/schemas/${target}`, 'schema');
      return [value, isName ? target : components.refer(target, 'schema')];
    });
    return { ...discriminator, mapping: Object.fromEntries(named) };
  };
  const components: PublishedComponents = publishedComponents(root, copy);
  return {
    copy,
    keep,
    publish: (section, name) =>
      void components.refer(`#${encodeURI(pointerTo('/components', section, name))}`, undefined),
    components: () => components.collect(),
  };
}

/** What no section of `components` holds in a document's version is written where it is referred to. */
function inlineKinds(root: unknown): ReadonlySet<Kind> {
  const version = String(member(root, 'openapi'));
  if (version.startsWith('3.0')) return new Set(['mediaType', 'pathItem']);
  return new Set(version.startsWith('3.1') ? ['mediaType'] : []);
}

/** Its members have names of the user's choice, which may look like anything. */
function isMap(kind: Kind): boolean {
  const { each, extensible, members } = SHAPES[kind];
  return each !== undefined && each !== 'value' && !extensible && members === undefined;
}
