// Where a thread rests when it is opened: at its end, but never past the first line of the newest message.

type Measures = {
  /** All in CSS pixels; the top counts from the top of the scrolled content. */
  contentHeight: number;
  viewHeight: number;
  newestTop: number;
};

/** Left free above the newest message, so that its edge is seen. */
const breath = 8;

/** The `scrollTop` that shows the start of the newest message, and as much as possible of what stands around it. */
export function restingPlace({ contentHeight, viewHeight, newestTop }: Measures): number {
  return Math.max(0, Math.min(contentHeight - viewHeight, newestTop - breath));
}
