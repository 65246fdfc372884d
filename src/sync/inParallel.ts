import { settle } from './settle.ts';

export type Task = () => Promise<void>;

/** Requests under way at once; the client holds to the same number over everything it does. */
export const UNDER_WAY = 4;

/** Runs the tasks of a queue in their order, a few at a time; they may add to it. The first failure ends it. */
export async function inParallel(queue: Task[], signal: AbortSignal, width = UNDER_WAY): Promise<void> {
  let hasFailed = false;
  const worker = async () => {
    for (let task = queue.shift(); task && !hasFailed; task = queue.shift()) {
      signal.throwIfAborted();
      try {
        await task();
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  await settle(Array.from({ length: width }, worker));
}
