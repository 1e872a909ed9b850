import { emailAddress, password as passwordContract, roles, type Role } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { insertAgent, setTeamsOf } from '../agents/agent.query.js';
import { createInvitation } from '../agents/invitation.query.js';
import { hashPassword } from '../auth/password.js';
import { recordEvent } from '../events/event.repository.js';
import { findOrganisation } from '../organisation/organisation.repository.js';
import { listTeams } from '../teams/team.query.js';
import { CommandError, readArguments, type Command } from './command.js';
import { withDatabase } from './with-database.js';

const options = {
  email: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string', default: 'agent' },
  team: { type: 'string', multiple: true },
  /** Reads the password from standard input; without it an invitation link is printed. */
  'password-stdin': { type: 'boolean', default: false },
} as const;

async function readStandardInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin) text += String(chunk);
  return text.replace(/\r?\n$/, '');
}

export const userCreateCommand: Command = {
  words: ['user', 'create'],
  parameters: '--email E --name N [--role R] [--team T]',
  summary: 'adds an agent; prints an invitation link (or --password-stdin)',
  async run(args) {
    const { values } = readArguments(args, options);
    const email = emailAddress.safeParse(values.email);
    if (!email.success) throw new CommandError('--email: an e-mail address is needed');
    if (!roles.includes(values.role as Role)) throw new CommandError(`--role: one of ${roles.join(', ')}`);
    const name = values.name?.trim() || email.data;
    const password = values['password-stdin'] ? passwordContract.safeParse(await readStandardInput()) : null;
    if (password && !password.success) throw new CommandError('the password needs 10 characters at least');
    const passwordHash = password ? await hashPassword(password.data) : null;
    return withDatabase(async ({ database, config }) => {
      if (!(await findOrganisation(database))) throw new CommandError('nothing is set up yet: run npm start first', 1);
      const link = await database.transaction(async (tx) => {
        const teams = await listTeams(tx);
        const chosen = values.team ? teams.filter((team) => values.team?.includes(team.name)) : teams;
        const id = uuidv7();
        if (!(await insertAgent(tx, { id, name, email: email.data, role: values.role as Role, passwordHash }))) {
          throw new CommandError(`${email.data} exists already`, 1);
        }
        await setTeamsOf(
          tx,
          id,
          chosen.map((team) => team.id),
        );
        await recordEvent(
          tx,
          { type: 'agent.invited', payload: { id, role: values.role } },
          { actor: { kind: 'system' } },
        );
        return passwordHash ? null : (await createInvitation(tx, id)).token;
      });
      console.log(link ? `${config.publicUrl}/invite/${link}` : `${email.data} can sign in`);
      return 0;
    });
  },
};
