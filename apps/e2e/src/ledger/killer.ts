import { connect } from 'node:net';
import { eventually } from '../harness/mail-servers.js';
import { isRunning, killIfRunning, type Role } from '../harness/processes.js';
import type { Product } from '../harness/product.js';

export type KillOptions = {
  product: Product;
  random: () => number;
  atLeast: number;
  atMost: number;
  isOver: () => boolean;
};

const workerShare = 0.7;
/** Of the kills that do not wait until the victim is up again. The launcher answers these with ever longer pauses. */
const earlyShare = 0.1;

/**
 * Ends API and worker by SIGKILL at random moments, the launcher starts them again, until the load is over and it was done
 * `atLeast` times; on a slow machine `atMost`, so that the load comes to its end. @returns how often.
 */
export async function killAtRandom({ product, random, atLeast, atMost, isOver }: KillOptions): Promise<number> {
  let kills = 0;
  while (kills < atLeast || (kills < atMost && !isOver())) {
    const role: Role = random() < workerShare ? 'worker' : 'api';
    if (random() >= earlyShare) await eventually(() => isUp(product, role), 60_000);
    await new Promise((resolve) => setTimeout(resolve, 200 + random() * 5_000));
    if (!isRunning(product.processId)) throw new Error(`The launcher is gone. It wrote:\n${product.output()}`);
    const victim = (await product.children()).find((child) => child.role === role);
    if (victim && killIfRunning(victim.id, 'SIGKILL')) kills += 1;
  }
  return kills;
}

/** Takes connections: the worker for mail, the API for browsers. */
function isUp({ url, smtpPort }: Product, role: Role): Promise<boolean> {
  const port = role === 'worker' ? smtpPort : Number(new URL(url).port);
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
}
