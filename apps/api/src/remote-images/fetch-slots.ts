import { ApiError } from '../http/api-error.js';

export type SlotLimits = { each: number; all: number; waitMilliseconds: number };

/** Of one process: what is bounded are its own connections and memory, which no other process uses up. */
export const slotLimits: SlotLimits = { each: 4, all: 32, waitMilliseconds: 5_000 };

type Waiter = { who: string; enter: () => void };

/** How many images are on their way at once, for one agent and for all. Whoever finds no slot waits for one, in turn. */
export class FetchSlots {
  private readonly taken = new Map<string, number>();
  private readonly waiters = new Set<Waiter>();
  private total = 0;

  constructor(private readonly limits = slotLimits) {}

  /** Answers what gives the slot back, once however often it is called. @throws ApiError remote_image.busy */
  take(who: string): Promise<() => void> {
    if (this.hasRoom(who)) return Promise.resolve(this.enter(who));
    const { waitMilliseconds } = this.limits;
    return new Promise((resolve, reject) => {
      const waiter = {
        who,
        enter: () => {
          clearTimeout(timer);
          resolve(this.enter(who));
        },
      };
      const timer = setTimeout(() => {
        this.waiters.delete(waiter);
        reject(new ApiError('remote_image.busy', { retryAfterSeconds: Math.ceil(waitMilliseconds / 1_000) }));
      }, waitMilliseconds);
      this.waiters.add(waiter);
    });
  }

  private hasRoom(who: string): boolean {
    return this.total < this.limits.all && (this.taken.get(who) ?? 0) < this.limits.each;
  }

  private enter(who: string): () => void {
    this.count(who, 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.count(who, -1);
      this.letIn();
    };
  }

  private count(who: string, change: 1 | -1): void {
    this.total += change;
    const left = (this.taken.get(who) ?? 0) + change;
    if (left === 0) this.taken.delete(who);
    else this.taken.set(who, left);
  }

  /** The first for whom there is room; one who has four already holds up nobody else. */
  private letIn(): void {
    for (const waiter of this.waiters) {
      if (!this.hasRoom(waiter.who)) continue;
      this.waiters.delete(waiter);
      waiter.enter();
      return;
    }
  }
}
