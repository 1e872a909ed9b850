import preset from '../../jest.preset.js';

// Two projects, because only the second needs mail servers.
export default {
  // Threads and mail servers on a busy machine: nothing here is about how long they take.
  testTimeout: 60_000,
  projects: [
    { ...preset, displayName: 'channels', rootDir: 'src', testMatch: ['**/*.spec.ts'] },
    { ...preset, displayName: 'channels-integration', rootDir: 'src', testMatch: ['**/*.int-spec.ts'] },
  ],
};
