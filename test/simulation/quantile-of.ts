/** The smallest value that at least the share `q` of the sorted values do not exceed. */
export const quantileOf = (sorted: Float64Array, q: number): number =>
  sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
