import { expect, it } from '@jest/globals';
import type { Config } from '../config.js';
import { welcome } from './welcome.js';

const config = { publicUrl: 'http://127.0.0.1:3000', smtpHost: '127.0.0.1', smtpPort: 2525, sinkPort: 0 } as Config;
const owner = { email: 'owner@demo.diwan.test', password: 'secret-word' };

it('names everybody whom the demo can be seen as', () => {
  const text = welcome(config, { owner, demo: true, needsSetUp: false });
  for (const name of [owner.email, owner.password, 'sara (agent)', 'omar (lead)', 'nina (manager)']) {
    expect(text).toContain(name);
  }
});

it('names nobody where there is no demo', () => {
  expect(welcome(config, { owner: null, demo: false, needsSetUp: true })).not.toMatch(/sara|omar|nina|password/);
});
