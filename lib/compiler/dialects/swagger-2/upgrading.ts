import { valueAt } from '../../json-pointer.ts';
import { originAt } from '../../origin.ts';
import { member } from '../../plain-object.ts';
import type { ReadReport } from '../../read-report.ts';
import { decodeUri } from '../../references/parse-reference.ts';
import type { Tree } from '../../tree.ts';
import type { Written } from './written.ts';

/** What the parts of one upgrade share. */
export interface Upgrading {
  readonly report: ReadReport;
  /** What a value refers to, or itself; `undefined`: nothing, of which the reader of the upgraded document tells. */
  readonly resolve: (written: Written) => Written | undefined;
  /** Has a schema upgraded, in its place. */
  readonly schema: (schema: Written) => Written;
  /** The reference to a path item that is upgraded in its turn. */
  readonly pathItem: (pointer: string) => string;
}

/** As for references of OpenAPI 3. */
const MAX_LINKS = 100;

export function resolver({ value: root, origin }: Tree): Upgrading['resolve'] {
  return (written) => {
    let at: Written = written;
    for (let links = 0; links <= MAX_LINKS; links++) {
      const reference = member(at.value, '$ref');
      if (reference === undefined) return at;
      const pointer = pointerOf(reference);
      const value = pointer === undefined ? undefined : valueAt(root, pointer);
      if (pointer === undefined || value === undefined) return undefined;
      at = { value, origin: originAt(origin, pointer) };
    }
    return undefined;
  };
}

/** Of a reference into the document. */
export function pointerOf(reference: unknown): string | undefined {
  if (typeof reference !== 'string' || !/^#(\/|$)/.test(reference)) return undefined;
  return decodeUri(reference.slice(1));
}
