import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { LocatedChild, LocatedNode } from './located-node.ts';

/** Offsets in a YAML text that was parsed without error: it is parsed a second time, into events, which have them. */
export function yamlTree(text: string): LocatedNode {
  const reader: Reader = { text, events: parseEvents(text, {}), next: 1, end: 0, anchors: new Map() };
  return readNode(reader) ?? leaf(0);
}

interface Reader {
  readonly text: string;
  readonly events: readonly Event[];
  next: number;
  /** Offset of the last node that is written: one that is not has its place there. */
  end: number;
  readonly anchors: Map<string, LocatedNode>;
}

/** The node that the next events describe; `undefined` at the end of the collection around it. */
function readNode(reader: Reader): LocatedNode | undefined {
  const event = reader.events[reader.next++];
  if (event === undefined || event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) return undefined;
  const name = reader.text.slice(event.anchorStart, event.anchorEnd);
  if (event.type === EVENT_ID.ALIAS) {
    const start = event.anchorStart - 1;
    return { start, child: (key) => reader.anchors.get(name)?.child(key) };
  }
  const node = event.type === EVENT_ID.SCALAR ? leaf(scalarStart(event, reader.end)) : readCollection(reader, event);
  reader.end = Math.max(reader.end, node.start);
  if (event.anchorStart !== -1) reader.anchors.set(name, node);
  return node;
}

function readCollection(reader: Reader, event: Exclude<Event, ScalarEvent> & { readonly start: number }): LocatedNode {
  const children = new Map<string, LocatedChild>();
  reader.end = event.start;
  for (;;) {
    const keyEvent = reader.events[reader.next];
    const first = readNode(reader);
    if (first === undefined) break;
    const second = event.type === EVENT_ID.MAPPING ? readNode(reader) : undefined;
    if (event.type !== EVENT_ID.MAPPING) children.set(String(children.size), { at: first.start, node: first });
    else if (keyEvent?.type === EVENT_ID.SCALAR && second !== undefined)
      children.set(getScalarValue(reader.text, keyEvent), { at: first.start, node: second });
  }
  return { start: event.start, child: (key) => children.get(key) };
}

const leaf = (start: number): LocatedNode => ({ start, child: () => undefined });

/** js-yaml gives the content's offset, which is behind the quotation mark, and -1 for a value that is left out. */
function scalarStart(event: ScalarEvent, end: number): number {
  if (event.valueStart === -1) return end;
  const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  return quoted ? event.valueStart - 1 : event.valueStart;
}
