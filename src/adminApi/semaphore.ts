import { noAnswer } from './errors.ts';

export type Semaphore<Result> = (signal: AbortSignal, run: () => Promise<Result>) => Promise<Result>;

/**
 * Lets `width` runs through at a time, the others in the order they came. A result that is `forAll` is given to all who
 * wait, who then need not run. Throws `aborted` while waiting.
 */
export function createSemaphore<Result>(width: number, forAll: (result: Result) => boolean): Semaphore<Result> {
  let free = width;
  const waiting = new Set<(given?: Result) => void>();

  const turn = (signal: AbortSignal) =>
    new Promise<Result | undefined>((resolve, reject) => {
      const start = (given?: Result) => {
        signal.removeEventListener('abort', leave);
        resolve(given);
      };
      const leave = () => {
        waiting.delete(start);
        reject(noAnswer('aborted'));
      };
      waiting.add(start);
      signal.addEventListener('abort', leave, { once: true });
    });

  return async (signal, run) => {
    if (signal.aborted) throw noAnswer('aborted');
    if (free > 0) free -= 1;
    else {
      const given = await turn(signal);
      if (given !== undefined) return given;
    }
    try {
      const result = await run();
      if (forAll(result)) {
        for (const start of waiting) start(result);
        waiting.clear();
      }
      return result;
    } finally {
      const [next] = waiting;
      if (next) {
        waiting.delete(next);
        next();
      } else {
        free += 1;
      }
    }
  };
}
