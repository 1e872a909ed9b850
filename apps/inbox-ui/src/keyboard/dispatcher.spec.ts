import { describe, expect, it } from '@jest/globals';
import { createDispatcher } from './dispatcher.js';
import { keyName } from './key-name.js';
import type { ShortcutName } from './shortcuts.js';

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const press = (over: Record<string, unknown>) => ({
  key: 'j',
  code: 'KeyJ',
  ...plain,
  isComposing: false,
  defaultPrevented: false,
  target: null,
  ...over,
});

describe('keyName', () => {
  it.each([
    ['English J', { key: 'j', code: 'KeyJ' }, 'j'],
    ['Persian layout on J', { key: 'ت', code: 'KeyJ' }, 'j'],
    ['Arabic layout on E', { key: 'ث', code: 'KeyE' }, 'e'],
    ['a letter with Shift', { key: 'E', code: 'KeyE', shiftKey: true }, 'Shift+e'],
    ['Dvorak types j elsewhere', { key: 'j', code: 'KeyC' }, 'j'],
    ['a Persian digit', { key: '۱', code: 'Digit1' }, '1'],
    ['the Arabic question mark', { key: '؟', code: 'Slash', shiftKey: true }, '?'],
    ['the English question mark', { key: '?', code: 'Slash', shiftKey: true }, '?'],
    ['the slash', { key: '/', code: 'Slash' }, '/'],
    ['the bracket on a Persian layout', { key: 'چ', code: 'BracketRight' }, ']'],
    ['send', { key: 'Enter', code: 'Enter', ctrlKey: true }, 'Mod+Enter'],
    ['send and solve on a Mac', { key: 'Enter', code: 'Enter', metaKey: true, shiftKey: true }, 'Mod+Shift+Enter'],
    ['Alt typing a character', { key: '∆', code: 'KeyJ', altKey: true }, 'Alt+j'],
  ])('%s', (_, event, expected) => {
    expect(keyName({ ...plain, ...event })).toBe(expected);
  });
});

describe('createDispatcher', () => {
  const set = () => {
    const seen: string[] = [];
    const dispatcher = createDispatcher((target) => target === 'input');
    const listen = (name: ShortcutName, label: string, takes = true) =>
      dispatcher.register(name, () => {
        seen.push(label);
        return takes;
      });
    return { seen, dispatcher, listen };
  };

  it('asks the newest handler first and stops where the key is taken', () => {
    const { seen, dispatcher, listen } = set();
    listen('next', 'old');
    listen('next', 'new');
    expect(dispatcher.dispatch(press({}))).toBe(true);
    expect(seen).toEqual(['new']);
  });

  it('goes on to the older handler when the newer lets the key go', () => {
    const { seen, dispatcher, listen } = set();
    listen('next', 'old');
    listen('next', 'new', false);
    dispatcher.dispatch(press({}));
    expect(seen).toEqual(['new', 'old']);
  });

  it('forgets a handler that was taken away', () => {
    const { seen, dispatcher, listen } = set();
    listen('next', 'gone')();
    expect(dispatcher.dispatch(press({}))).toBe(false);
    expect(seen).toEqual([]);
  });

  it.each([
    ['while typing', { target: 'input' }],
    ['while a character is being composed', { isComposing: true }],
    ['when somebody else has taken the key', { defaultPrevented: true }],
    ['with AltGraph', { getModifierState: (key: string) => key === 'AltGraph' }],
    ['with Ctrl', { ctrlKey: true }],
  ])('stays out of the way %s', (_, over) => {
    const { dispatcher, listen } = set();
    listen('next', 'next');
    expect(dispatcher.dispatch(press(over))).toBe(false);
  });

  it('leaves only Escape when shortcuts are switched off', () => {
    const { seen, dispatcher, listen } = set();
    listen('next', 'next');
    listen('back', 'back');
    dispatcher.setEnabled(false);
    dispatcher.dispatch(press({}));
    dispatcher.dispatch(press({ key: 'Escape', code: 'Escape' }));
    expect(seen).toEqual(['back']);
  });
});
