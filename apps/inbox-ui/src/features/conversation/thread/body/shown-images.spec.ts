import { describe, expect, it } from '@jest/globals';
import { rememberShown, wasShown } from './shown-images.js';

function storeIn(getItem: () => string | null, setItem: (key: string, value: string) => void): void {
  Object.defineProperty(globalThis, 'sessionStorage', { value: { getItem, setItem }, configurable: true });
}

describe('shown images', () => {
  it('are remembered for each message by itself', () => {
    let kept: string | null = null;
    storeIn(
      () => kept,
      (_, value) => (kept = value),
    );
    rememberShown('one', true);
    rememberShown('two', true);
    rememberShown('one', false);
    expect([wasShown('one'), wasShown('two')]).toEqual([false, true]);
  });

  it('are remembered where the browser keeps nothing', () => {
    const refuse = (): never => {
      throw new DOMException('refused');
    };
    storeIn(refuse, refuse);
    rememberShown('three', true);
    expect([wasShown('three'), wasShown('four')]).toEqual([true, false]);
  });
});
