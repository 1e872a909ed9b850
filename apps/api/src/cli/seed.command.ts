import { keepDemoSignIn } from '../demo/demo-sign-in.js';
import { seedDemo } from '../demo/seed-demo.js';
import { findOrganisation } from '../organisation/organisation.repository.js';
import { ensureSearchPartitions } from '../search/search-documents.query.js';
import { loadSecretKeys } from '../secrets/secret-key.js';
import { CommandError, type Command } from './command.js';
import { withDatabase } from './with-database.js';

export const seedCommand: Command = {
  words: ['seed'],
  parameters: '',
  summary: 'fills an empty database with the demo',
  run: () =>
    withDatabase(async ({ database, config }) => {
      if (await findOrganisation(database))
        throw new CommandError('this database is in use; the demo needs an empty one', 1);
      await loadSecretKeys(config);
      await ensureSearchPartitions(database, new Date());
      const signIn = await seedDemo(database);
      await keepDemoSignIn(config, signIn);
      console.log(`${signIn.email}  ${signIn.password}`);
      return 0;
    }),
};
