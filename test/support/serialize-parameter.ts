import type { ParameterDescription } from '../../lambdas/core/validation/operation-description.ts';

export type Field = readonly [name: string, value: string];

const text = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

type Styled = Pick<ParameterDescription, 'name' | 'style' | 'explode' | 'json'>;

/** What a client writes for a parameter of path, header or cookie; `encode` is applied to each text. */
export function serializedText(
  value: unknown,
  { name, style, explode, json }: Styled,
  encode = (one: string) => one,
): string {
  const encoded = (one: unknown) => encode(text(one));
  if (json) return encode(JSON.stringify(value));
  const prefix = { label: '.', matrix: `;${name}=` }[style as string] ?? '';
  if (Array.isArray(value)) {
    const items = value.map(encoded);
    if (style === 'matrix' && explode) return items.map((item) => `;${name}=${item}`).join('');
    return prefix + items.join(style === 'label' && explode ? '.' : separatorOf(style));
  }
  if (typeof value !== 'object' || value === null) return prefix + encoded(value);
  const members = Object.entries(value).map(([key, child]) => [encode(key), encoded(child)] as const);
  if (!explode) return prefix + members.flat().join(separatorOf(style));
  const assigned = members.map(([key, child]) => `${key}=${child}`);
  if (style === 'matrix') return assigned.map((one) => `;${one}`).join('');
  return style === 'label' ? `.${assigned.join('.')}` : assigned.join(',');
}

const separatorOf = (style: string): string => ({ spaceDelimited: ' ', pipeDelimited: '|' })[style] ?? ',';

/** Fields of a query or a form that a client writes for a parameter, not encoded. */
export function serializedFields(value: unknown, described: Styled): readonly Field[] {
  const { name, style, explode, json } = described;
  if (json) return [[name, JSON.stringify(value)]];
  if (style === 'deepObject') return bracketed(name, value);
  if (!explode) return [[name, serializedText(value, described)]];
  if (Array.isArray(value)) return value.map((item) => [name, text(item)] as const);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).map(([key, child]) => [key, text(child)] as const);
  return [[name, text(value)]];
}

function bracketed(name: string, value: unknown): readonly Field[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => bracketed(`${name}[${index}]`, item));
  if (typeof value !== 'object' || value === null) return [[name, text(value)]];
  return Object.entries(value).flatMap(([key, child]) => bracketed(`${name}[${key}]`, child));
}
