import { member } from '../../plain-object.ts';

/** YAML reads `swagger: 2.0` as a number. */
export function isSwagger2(document: unknown): boolean {
  const version = member(document, 'swagger');
  return version === '2.0' || version === 2;
}
