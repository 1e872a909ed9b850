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
      globalSetup: '<rootDir>/testing/global-setup.mjs',
      globalTeardown: '<rootDir>/testing/global-teardown.mjs',
    },
  ],
};
