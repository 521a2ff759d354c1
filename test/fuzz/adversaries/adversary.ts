/** Texts of about a megabyte, each made to hurt one part of a compiler: its time, its memory, its stack, its trust. */
export interface Adversary {
  readonly name: string;
  readonly file: 'a.json' | 'a.yaml';
  readonly text: () => string;
}

export const repeat = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => make(i));
export const object = (entries: readonly (readonly [string, unknown])[]) => Object.fromEntries(entries);
export const chain = (count: number, make: (next: string, index: number) => unknown, last: unknown) =>
  object(repeat(count, (i) => [`s${i}`, i === count - 1 ? last : make(`#/components/schemas/s${i + 1}`, i)]));

export const HEAD = {
  openapi: '3.1.0',
  info: { title: 'a', version: '1' },
  servers: [{ url: 'https://a.example.com' }],
};
export const HEAD_YAML =
  'openapi: 3.1.0\ninfo: { title: a, version: "1" }\nservers: [{ url: https://a.example.com }]\n';
export const ANSWER = { responses: { 200: { description: 'well' } } };
export const GET = { get: ANSWER };

export const json = (name: string, rest: () => object): Adversary => ({
  name,
  file: 'a.json',
  text: () => JSON.stringify({ ...HEAD, paths: { '/a': GET }, ...rest() }),
});
/** `JSON.stringify` has a stack to keep. */
export const nestedJson = (
  name: string,
  before: string,
  after: string,
  depth: number,
  around: (inner: string) => string,
): Adversary => ({
  name,
  file: 'a.json',
  text: () =>
    JSON.stringify({ ...HEAD, paths: { '/a': GET } }).slice(0, -1) + around(before.repeat(depth) + after.repeat(depth)),
});
export const yaml = (name: string, rest: () => string): Adversary => ({
  name,
  file: 'a.yaml',
  text: () => `${HEAD_YAML}${rest()}\npaths: { /a: { get: {} } }\n`,
});
export const schemas = (name: string, make: () => object): Adversary =>
  json(name, () => ({ ...body({ $ref: '#/components/schemas/s0' }), components: { schemas: make() } }));
export const body = (schema: unknown) => ({
  paths: { '/a': { post: { requestBody: { content: { 'application/json': { schema } } }, ...ANSWER } } },
});
export const parameters = (list: readonly unknown[]) => ({ paths: { '/a': { get: { parameters: list, ...ANSWER } } } });
export const query = (schema: unknown, index = 0) => ({ name: `q${index}`, in: 'query', schema });
