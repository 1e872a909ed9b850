import type { Config } from '../config.js';

/** What the first lines after a start depend on. */
export type Welcome = {
  /** The demo owner's sign-in; null without the demo. */
  owner: { email: string; password: string } | null;
  demo: boolean;
  needsSetUp: boolean;
};

/** The lines that `npm start` prints when everything is up. */
export function welcome(config: Config, { owner, demo, needsSetUp }: Welcome): string {
  const lines = [
    '',
    'Diwan is ready.',
    '',
    `  Inbox       ${config.publicUrl}${needsSetUp ? '/setup   <- begin here' : ''}`,
  ];
  if (owner) lines.push(`  Sign in     ${owner.email}   password: ${owner.password}`);
  if (owner && demo)
    lines.push(`              or sara (agent), omar (lead), nina (manager) @demo.diwan.test, with the same password`);
  lines.push(`  API docs    ${config.publicUrl}/api/docs`);
  if (demo) {
    lines.push(
      `  Send mail   support@demo.diwan.test by SMTP to ${config.smtpHost}:${config.smtpPort} (any client, no password)`,
    );
  }
  if (demo) lines.push(`  Chat        ${config.publicUrl}/demo/shop (a shop with the widget)`);
  if (demo && config.sinkPort > 0) lines.push(`  Sent mail   ${config.publicUrl}/demo/mail`);
  lines.push('', '  Ctrl-C stops everything.', '');
  return lines.join('\n');
}
