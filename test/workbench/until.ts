import { setTimeout as delay } from 'node:timers/promises';

const pause = 50;

/** What is sure to come has come by then, ms, also while every core of the machine is busy: only a failure takes as long. */
export const AT_LAST = 60_000;
/** What is on the screen has taken a click or a text by then, ms; later it is tried anew, because it was lost. */
export const SOON = 5_000;

/** What `probe` gives, once it gives something; an error that names the `wish` after `milliseconds`. */
export async function until<Value>(
  wish: string,
  milliseconds: number,
  probe: () => Promise<Value | undefined>,
): Promise<Value> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (performance.now() > deadline) throw new Error(`Waited ${milliseconds} ms in vain for ${wish}`);
    await delay(pause);
  }
}
