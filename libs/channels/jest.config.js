import preset from '../../jest.preset.js';

// Two projects, because only the second needs mail servers.
export default {
  projects: [
    { ...preset, displayName: 'channels', rootDir: 'src', testMatch: ['**/*.spec.ts'] },
    { ...preset, displayName: 'channels-integration', rootDir: 'src', testMatch: ['**/*.int-spec.ts'] },
  ],
};
