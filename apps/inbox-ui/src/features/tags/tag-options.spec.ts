import { describe, expect, it } from '@jest/globals';
import { tagOptions, typedTag } from './tag-options.js';

const tags = ['VIP', 'پیش‌پرداخت', 'Refund'].map((name) => ({ id: name, name }));
const [vip] = tags as [(typeof tags)[number]];
const namesFor = (text: string) => tagOptions(tags, [vip], text).map(({ id, name }) => (id ? name : `+ ${name}`));

describe('what can be picked', () => {
  it.each<[string, string[]]>([
    ['', ['پیش‌پرداخت', 'Refund']],
    ['FUN', ['Refund', '+ FUN']],
    ['refund', ['Refund']],
    ['پيش پرداخت', ['پیش‌پرداخت']],
    [' Late ', ['+ Late']],
    ['vip', []],
    ['\u200F', ['پیش‌پرداخت', 'Refund']],
  ])('for %j', (text, names) => {
    expect(namesFor(text)).toEqual(names);
  });
});

it.each<[string, object | null]>([
  ['refund', { id: 'Refund', name: 'Refund' }],
  ['ref', { id: null, name: 'ref' }],
  ['vip', null],
  ['', null],
])('Enter after %j', (text, tag) => {
  expect(typedTag(tags, [vip], text)).toEqual(tag);
});
