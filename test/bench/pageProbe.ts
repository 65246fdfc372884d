import type { Frame } from 'playwright-core';
import * as z from 'zod/mini';

/** An opening panel is left alone for this long, ms: whoever looks for it runs script in its page, some 15 ms each time. */
export const UNWATCHED = 1000;

/** Times of one change of the choice, ms; of those that the host answers. */
export interface Change {
  /** From the click to the arrival of the message: engine, host and the way. */
  readonly askedMs: number;
  /** From the message's arrival until the page's script has drawn, reading the message included. */
  readonly drawnMs: number;
  /** The same until the browser has painted it. */
  readonly paintedMs: number;
  /** Of the message as it crosses: bytes of its typed arrays, and of the rest as JSON. */
  readonly bytes: number;
}

const changes = z.array(
  z.object({ askedMs: z.number(), drawnMs: z.number(), paintedMs: z.number(), bytes: z.number() }),
);
const durations = z.array(z.number());

/** Listens in the page, before and after its own listeners. */
export class PageProbe {
  readonly #frame: Frame;

  private constructor(frame: Frame) {
    this.#frame = frame;
  }

  static async in(frame: Frame): Promise<PageProbe> {
    await frame.evaluate(LISTEN);
    return new PageProbe(frame);
  }

  /** What has been measured since the last time. */
  async changes(): Promise<Change[]> {
    return z.parse(changes, await this.#frame.evaluate('probe.changes.splice(0)'));
  }

  /** How long the page's script ran in each click, ms. */
  async clicks(): Promise<number[]> {
    return z.parse(durations, await this.#frame.evaluate('probe.clicks.splice(0)'));
  }
}

const LISTEN = `(() => {
  const probe = { changes: [], clicks: [], clickedAt: 0 };
  window.probe = probe;
  const bytesOf = (value) => {
    let bytes = 0;
    const rest = JSON.stringify(value, (_, each) => {
      if (ArrayBuffer.isView(each)) {
        bytes += each.byteLength;
        return undefined;
      }
      return typeof each === 'bigint' ? String(each) : each;
    });
    return bytes + rest.length;
  };
  window.addEventListener('click', () => { probe.clickedAt = performance.now(); }, { capture: true });
  window.addEventListener('click', () => { probe.clicks.push(performance.now() - probe.clickedAt); });
  window.addEventListener('message', (event) => {
    // When it was made, before any listener; capturing ones do not come first here.
    const arrivedAt = event.timeStamp;
    const clickedAt = probe.clickedAt;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const paintedAt = performance.now();
        const drawnAt = performance.getEntriesByName('charts drawn').at(-1).startTime;
        probe.changes.push({
          askedMs: arrivedAt - clickedAt,
          drawnMs: drawnAt - arrivedAt,
          paintedMs: paintedAt - arrivedAt,
          bytes: bytesOf(event.data),
        });
      };
      port2.postMessage(null);
    });
  });
})()`;
