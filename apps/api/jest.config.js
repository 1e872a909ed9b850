import preset from '../../jest.preset.js';

// Two projects, because only the second needs a running PostgreSQL.
export default {
  // For the second one: the machine may be busy with the server of another run. Jest reads it here only.
  testTimeout: 30_000,
  projects: [
    { ...preset, displayName: 'api', rootDir: 'src', testMatch: ['**/*.spec.ts'] },
    {
      ...preset,
      displayName: 'api-integration',
      rootDir: 'src',
      testMatch: ['**/*.int-spec.ts'],
      globalSetup: '<rootDir>/testing/global-setup.mjs',
      globalTeardown: '<rootDir>/testing/global-teardown.mjs',
    },
  ],
};
