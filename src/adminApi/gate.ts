import { noAnswer } from './errors.ts';

export type Gate = <Result>(signal: AbortSignal, run: () => Promise<Result>) => Promise<Result>;

/** Lets `width` runs through at a time, the others in the order they came. Throws `aborted` while waiting. */
export function createGate(width: number): Gate {
  let free = width;
  const waiting = new Set<() => void>();

  const turn = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const start = () => {
        signal.removeEventListener('abort', leave);
        resolve();
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
    else await turn(signal);
    try {
      return await run();
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
