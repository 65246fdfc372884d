import { setTimeout as delay } from 'node:timers/promises';

const pause = 50;

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
