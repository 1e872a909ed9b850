// Domains in which strangers share a house: being of the same one proves nothing about belonging to a ticket.
const freeMailDomains = new Set([
  'gmail.com',
  'googlemail.com',
  'rocketmail.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'web.de',
  'mail.com',
  'email.com',
  't-online.de',
  'free.fr',
  'orange.fr',
  'libero.it',
  'qq.com',
  '163.com',
  '126.com',
  'naver.com',
  'rediffmail.com',
  'comcast.net',
  'hushmail.com',
  'pm.me',
  'proton.me',
  'protonmail.com',
  'tutanota.com',
  'zoho.com',
  'mail.ru',
  'fastmail.com',
  'hey.com',
  'chmail.ir',
  'mailfa.com',
  'iran.ir',
  'vatanmail.ir',
  'maktoob.com',
]);

/** Houses with a door in every country: yahoo.fr, hotmail.co.uk, gmx.at. */
const anyCountry = /^(?:yahoo|ymail|hotmail|outlook|live|msn|gmx|aol|yandex)\.[a-z]{2,3}(?:\.[a-z]{2})?$/;

export function isFreeMailDomain(domain: string): boolean {
  const lower = domain.toLowerCase();
  return freeMailDomains.has(lower) || anyCountry.test(lower);
}
