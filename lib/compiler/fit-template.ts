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
  let best = place(least);
  if (best.model === undefined || !fits(best.model))
    return { ...first, model: undefined, findings: [...first.findings, tooLarge(best.model ?? first.model)] };
  let [enough, tooMany] = [least, quota];
  // Within 5 %: each step plans all folds anew.
  while (tooMany - enough > Math.max(1, tooMany / 20)) {
    const middle = Math.floor((enough + tooMany) / 2);
    const placed = place(middle);
    if (placed.model === undefined || !fits(placed.model)) tooMany = middle;
    else [best, enough] = [placed, middle];
  }
  return best;
}

const fits = (model: ApiModel): boolean => documentSize(model) <= DOCUMENT_LIMIT;

function tooLarge(model: ApiModel): Finding {
  const message = `the gateway document has ${documentSize(model)} bytes, only ${DOCUMENT_LIMIT} fit into a CloudFormation template beside the rest, and no more paths can fold; let more operations have the same security and streaming, or split the document`;
  return error('document-size', '/paths', message);
}
