// The only door of the journeys to test servers of the workspace: mail servers as they run anywhere, nothing of the product.
// oxlint-disable-next-line eslint/no-restricted-imports -- servers for tests; Diwan itself is only seen from outside
export { findDovecot, startDovecot, type Dovecot } from '@diwan/channels/testing/dovecot';
// oxlint-disable-next-line eslint/no-restricted-imports -- a server for tests, too
export { startScriptedSmtp, type ScriptedSmtp } from '@diwan/channels/testing/scripted-smtp';
// oxlint-disable-next-line eslint/no-restricted-imports -- waiting with a deadline, no part of Diwan
export { eventually } from '@diwan/channels/testing/eventually';
