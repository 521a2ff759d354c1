import type { Kind } from '../references/shapes.ts';

/** Where `components` has what a reference of a kind names; `undefined`: nowhere. */
export const COMPONENT_SECTIONS: Readonly<Partial<Record<Kind, string>>> = {
  schema: 'schemas',
  response: 'responses',
  parameter: 'parameters',
  example: 'examples',
  requestBody: 'requestBodies',
  header: 'headers',
  securityScheme: 'securitySchemes',
  link: 'links',
  callback: 'callbacks',
  pathItem: 'pathItems',
  mediaType: 'mediaTypes',
};

/** Kind of what stands in a section of `components`. */
export function kindOfSection(section: string): Kind | undefined {
  const kinds = Object.keys(COMPONENT_SECTIONS) as Kind[]; // keys of the table above
  return kinds.find((kind) => COMPONENT_SECTIONS[kind] === section);
}
