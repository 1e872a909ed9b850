import { describe, expect, it } from '@jest/globals';
import { detectLanguage } from './detect-language.js';

describe('detectLanguage', () => {
  it.each([
    ['سلام، سفارش من هنوز نرسیده است', 'fa'],
    ['سلام لطفا پيگيري كنيد كه اين سفارش كجا است', 'fa'],
    ['Order #4521 هنوز نرسیده است، لطفاً پیگیری کنید', 'fa'],
    ['السلام عليكم، لم يصل الطلب حتى الآن', 'ar'],
    ['مرحبا أريد إرجاع الطلبية التي اشتريتها', 'ar'],
    ['Where is my order? Please let me know.', 'en'],
    ['Wo ist meine Bestellung und wann kommt sie an?', null],
    ['Где мой заказ?', null],
    ['', null],
    ['12345 https://example.com/the/and/of', null],
  ])('takes %j for %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });
});
