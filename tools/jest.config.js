export default {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  testMatch: ['**/*.spec.mjs'],
  transform: {},
  testTimeout: 60_000,
};
