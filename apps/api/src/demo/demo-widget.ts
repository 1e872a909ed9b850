import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

/** The chat of the demo's shop. */
export function demoWidget(queueId: string) {
  return {
    id: uuidv7(),
    key: `pub_${randomBytes(15).toString('base64url')}`,
    name: 'Saffron & Silk',
    queueId,
    language: 'en' as const,
    origins: [],
    greetings: {
      en: 'Hello! How can we help?',
      fa: 'سلام! چطور می‌توانیم کمک کنیم؟',
      ar: 'مرحبًا! كيف يمكننا المساعدة؟',
    },
    accent: '#0f766e',
    position: 'end' as const,
    identityMethod: 'none' as const,
    secrets: null,
    enabled: true,
  };
}
