import type { Deployment } from './deployed-stage.ts';

/** For people: id, time, document and versions. */
export function nameDeployment({ id, created, description }: Deployment): string {
  const made = `Deployment ${id} of ${created.toISOString().replace('.000', '')}`;
  if (description === undefined) return `${made} (made by something else)`;
  const { document, versions, left } = description;
  return `${made} (document ${document}, versions ${versions.join(' ')}${left === undefined ? '' : `, left ${left}`})`;
}
