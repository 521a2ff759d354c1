import { member } from '../plain-object.ts';

/** A name for a component of the gateway's own that the document has not taken. */
export function freeComponent(root: unknown, section: string, wanted: string): string {
  const taken = member(member(root, 'components'), section);
  let name = wanted;
  for (let serial = 2; member(taken, name) !== undefined; serial++) name = `${wanted}${serial}`;
  return name;
}
