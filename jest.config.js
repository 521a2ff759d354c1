/** Jest in ESM mode; TypeScript is stripped by Node itself, so tests run exactly what Node runs. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/support/strip-types.js' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/cdk.out/', '<rootDir>/.gatewright/', '<rootDir>/.bench/'],
  setupFiles: ['<rootDir>/test/support/same-draws-in-ci.ts'],
  maxWorkers: 2,
  // A machine that does other things too must not fail a test; what must be quick is measured in the benchmark.
  testTimeout: 30_000,
};
