import { noAnswer } from './errors.ts';

/**
 * Runs with a signal that ends with any of the outer ones, or after `ms`. Rejects with `aborted` or `timeout` at once, even where what runs does not
 * listen to its signal.
 */
export async function withDeadline<Result>(
  outer: readonly AbortSignal[],
  ms: number,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  if (outer.some((signal) => signal.aborted)) throw noAnswer('aborted');
  const controller = new AbortController();
  const cancel = () => controller.abort(noAnswer('aborted'));
  const timer = setTimeout(() => controller.abort(noAnswer('timeout')), ms);
  for (const signal of outer) signal.addEventListener('abort', cancel, { once: true });
  try {
    return await new Promise<Result>((resolve, reject) => {
      controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
      run(controller.signal).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    for (const signal of outer) signal.removeEventListener('abort', cancel);
  }
}
