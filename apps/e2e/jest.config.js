import preset from '../../jest.preset.js';

export default { ...preset, rootDir: 'src', testMatch: ['**/*.e2e-spec.ts'], testTimeout: 120_000 };
