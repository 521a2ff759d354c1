import type { ApiModel } from './api-model.ts';
import { error } from './finding.ts';
import { DOCUMENT_LIMIT, documentSize } from './gateway-document/document-size.ts';
import type { Finding } from './problem.ts';

/** A model whose paths are within a quota of resources. */
export interface PlacedModel {
  /** `undefined`: no folding gets there. */
  readonly model: ApiModel | undefined;
  /** How many it needs. */
  readonly resources: number;
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
  const first = sized(quota, place);
  if (first.placed.model === undefined || first.bytes <= DOCUMENT_LIMIT) return first.placed;
  const [next, ...others] = smaller;
  if (next !== undefined) return fitTemplate(quota, next, ...others);
  const { least = 1 } = first.placed.least === undefined ? place(1) : first.placed;
  const smallest = sized(least, place);
  if (smallest.bytes > DOCUMENT_LIMIT) {
    const { bytes } = smallest.placed.model === undefined ? first : smallest;
    return { ...first.placed, model: undefined, findings: [...first.placed.findings, tooLarge(bytes)] };
  }
  return closest(smallest, first, place);
}

interface SizedModel {
  readonly placed: PlacedModel;
  /** Of the gateway document. */
  readonly bytes: number;
}

function sized(quota: number, place: Place): SizedModel {
  const placed = place(quota);
  // No document at all is as if it were twice too long.
  return { placed, bytes: placed.model === undefined ? 2 * DOCUMENT_LIMIT : documentSize(placed.model) };
}

/** Of the limit: a model that comes so near is near enough, for each step writes another document. */
const NEAR = 0.95;

/** The size grows nearly with the number of resources: this part of the limit is aimed at, so that what is met fits. */
const AIM = 0.96;

/** Steps after which what is found is taken: halving comes as near in them where the size jumps. */
const MOST_STEPS = 8;

/** Between a quota that fits and one that does not. */
function closest(fitting: SizedModel, beyond: SizedModel, place: Place): PlacedModel {
  let [best, above] = [fitting, beyond];
  for (
    let step = 0;
    step < MOST_STEPS && best.bytes < DOCUMENT_LIMIT * NEAR && above.placed.resources - best.placed.resources > 1;
    step += 1
  ) {
    const [fewest, most] = [best.placed.resources, above.placed.resources];
    const aimed = Math.max(0, DOCUMENT_LIMIT * AIM - best.bytes) / (above.bytes - best.bytes);
    const between = fewest + (step % 3 === 2 ? 0.5 : aimed) * (most - fewest);
    const tried = sized(Math.min(most - 1, Math.max(fewest + 1, Math.floor(between))), place);
    if (tried.bytes > DOCUMENT_LIMIT) above = tried;
    else best = tried;
  }
  return best.placed;
}

function tooLarge(bytes: number): Finding {
  const message = `the gateway document has ${bytes} bytes, only ${DOCUMENT_LIMIT} fit into a CloudFormation template beside the rest, and no more paths can fold; let more operations have the same security and streaming, or split the document`;
  return error('document-size', '/paths', message);
}
