const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];
const common = {
  transform: { '^.+\\.tsx?$': swc },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  modulePathIgnorePatterns: ['<rootDir>/.cache', '<rootDir>/dist'],
};
export default {
  // A busy machine is not a failing test: nothing here asserts a time.
  testTimeout: 30_000,
  projects: [
    { ...common, displayName: 'bot', roots: ['<rootDir>/bot'], testEnvironment: 'node' },
    {
      ...common,
      displayName: 'tab',
      roots: ['<rootDir>/tab'],
      testEnvironment: 'jsdom',
      globalSetup: '<rootDir>/tab/jest/prebundle.mjs',
      moduleNameMapper: { '^@fluentui/react-(components|icons)$': '<rootDir>/.cache/fluent/$1.cjs' },
    },
  ],
};
