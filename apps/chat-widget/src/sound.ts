/** A short tone when something comes while the visitor looks elsewhere. Browsers allow it after the first touch of the chat. */
export type Sound = { isOn: () => boolean; toggle: () => boolean; ring: () => void };

export function createSound(isOnAtFirst: boolean): Sound {
  let isOn = isOnAtFirst;
  let context: AudioContext | null = null;
  const wake = () => {
    if (isOn) context ??= new AudioContext();
  };
  addEventListener('pointerdown', wake, { once: true });
  addEventListener('keydown', wake, { once: true });
  return {
    isOn: () => isOn,
    toggle: () => (isOn = !isOn),
    ring() {
      if (!isOn || context === null) return;
      const tone = context.createOscillator();
      const volume = context.createGain();
      const { currentTime: now } = context;
      tone.frequency.value = 660;
      volume.gain.setValueAtTime(0.08, now);
      volume.gain.exponentialRampToValueAtTime(0.001, now + 0.35);
      tone.connect(volume).connect(context.destination);
      tone.start(now);
      tone.stop(now + 0.35);
    },
  };
}
