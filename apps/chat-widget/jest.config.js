import preset from '../../jest.preset.js';

export default { ...preset, rootDir: 'src', testTimeout: 30_000 };
