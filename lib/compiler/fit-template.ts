import type { ApiModel } from './api-model.ts';
import { error } from './finding.ts';
import { DOCUMENT_LIMIT, documentSize } from './gateway-document/document-size.ts';
import type { Finding } from './problem.ts';

/** A model whose paths are within a quota of resources. */
export interface PlacedModel {
  /** `undefined`: no folding gets there. */
  readonly model: ApiModel | undefined;
  /** The fewest resources that folding leaves; `undefined` where no folding was needed. */
  readonly least: number | undefined;
  readonly findings: readonly Finding[];
}

export type Place = (quota: number) => PlacedModel;

/**
 * The model whose gateway document fits into a template: the one within `quota` if that does, else the one with the most
 * resources that fits. Ways that make `smaller` documents are tried before any folding for size. The fewer resources, the more operations share a method, and the smaller the document.
 */
export function fitTemplate(quota: number, place: Place, ...smaller: readonly Place[]): PlacedModel {
  const first = place(quota);
  if (first.model === undefined || fits(first.model)) return first;
  const [next, ...others] = smaller;
  if (next !== undefined) return fitTemplate(quota, next, ...others);
  const { least = 1 } = first.least === undefined ? place(1) : first;
  const smallest = place(least);
  if (smallest.model === undefined || !fits(smallest.model))
    return { ...first, model: undefined, findings: [...first.findings, tooLarge(smallest.model ?? first.model)] };
  return closest({ quota: least, placed: smallest }, quota, documentSize(first.model), place);
}

/** Of the limit: a model that comes so near is near enough, for each step plans all folds anew. */
const NEAR = 0.95;

/** The size grows nearly with the number of resources: this part of the limit is aimed at, so that what is met fits. */
const AIM = 0.98;

/** Steps after which what is found is taken: halving comes as near in them where the size jumps. */
const MOST_STEPS = 8;

/** Between a quota that fits and one that does not, whose document has `aboveSize` bytes. */
function closest(
  found: { readonly quota: number; readonly placed: PlacedModel },
  above: number,
  aboveSize: number,
  place: Place,
): PlacedModel {
  let [best, enough, size] = [found.placed, found.quota, sizeOf(found.placed)];
  let [tooMany, tooLong] = [above, aboveSize];
  for (let step = 0; step < MOST_STEPS && size < DOCUMENT_LIMIT * NEAR && tooMany - enough > 1; step += 1) {
    const part = step % 3 === 2 ? 0.5 : Math.max(0, DOCUMENT_LIMIT * AIM - size) / (tooLong - size);
    const middle = Math.min(tooMany - 1, Math.max(enough + 1, Math.floor(enough + part * (tooMany - enough))));
    const placed = place(middle);
    const bytes = sizeOf(placed);
    if (bytes > DOCUMENT_LIMIT) [tooMany, tooLong] = [middle, bytes];
    else [best, enough, size] = [placed, middle, bytes];
  }
  return best;
}

/** No document at all is as if it were twice too long. */
const sizeOf = ({ model }: PlacedModel): number => (model === undefined ? 2 * DOCUMENT_LIMIT : documentSize(model));

const fits = (model: ApiModel): boolean => documentSize(model) <= DOCUMENT_LIMIT;

function tooLarge(model: ApiModel): Finding {
  const message = `the gateway document has ${documentSize(model)} bytes, only ${DOCUMENT_LIMIT} fit into a CloudFormation template beside the rest, and no more paths can fold; let more operations have the same security and streaming, or split the document`;
  return error('document-size', '/paths', message);
}
