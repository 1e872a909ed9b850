import type { SaveSlaPolicy } from '@diwan/contracts';

const hour = 60;
const dayOfWork = 8 * hour;
const usual = { first_reply: 4 * hour, next_reply: 8 * hour, resolution: 3 * dayOfWork };

/** What the demo's company promises everybody; what is urgent sooner, and its lead hears of it before it is too late. */
export const demoPolicy: SaveSlaPolicy = {
  name: 'Everybody',
  conditions: {},
  hours: 'business',
  pauseOnHold: true,
  targets: {
    low: { first_reply: dayOfWork, next_reply: 2 * dayOfWork, resolution: null },
    normal: usual,
    high: { first_reply: 2 * hour, next_reply: 4 * hour, resolution: 2 * dayOfWork },
    urgent: { first_reply: hour, next_reply: 2 * hour, resolution: dayOfWork },
  },
  escalation: [
    {
      target: 'first_reply',
      when: { at: 'percent', percent: 100 },
      notify: ['assignee', 'lead'],
      raiseTo: 'high',
      queueId: null,
      raisesLevel: true,
    },
  ],
};
