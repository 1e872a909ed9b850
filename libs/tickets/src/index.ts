export * from './ticket/ticket.js';
export * from './message/channel-kind.js';
export * from './message/actor.js';
export * from './message/message.js';
export * from './message/inbound-message.js';
export * from './message/outbound-message.js';
export * from './contact/contact.js';
