import preset from '../../jest.preset.js';

// Two projects, because only the second needs a running PostgreSQL.
export default {
  projects: [
    { ...preset, displayName: 'api', rootDir: 'src', testMatch: ['**/*.spec.ts'] },
    {
      ...preset,
      displayName: 'api-integration',
      rootDir: 'src',
      testMatch: ['**/*.int-spec.ts'],
      // The machine may be busy with the server of another run.
      testTimeout: 30_000,
      globalSetup: '<rootDir>/testing/global-setup.mjs',
      globalTeardown: '<rootDir>/testing/global-teardown.mjs',
    },
  ],
};
