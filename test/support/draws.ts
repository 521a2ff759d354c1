/**
 * How many values a costly property is tried with: all of them in CI, where they are the same at every run; elsewhere, where
 * each run draws others, a quarter, so that a run is quick and many runs see more than CI.
 */
export const draws = (most: number): number => (process.env.CI === 'true' ? most : Math.ceil(most / 4));
