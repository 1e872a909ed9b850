export * from './channel.js';
export * from './channel-error.js';
export * from './email/raw-mail.js';
export * from './email/mailbox-settings.js';
export * from './email/parsed-mail.js';
