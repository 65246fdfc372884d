export type Task = () => Promise<void>;

/** Tasks still to be done, in their order; an empty queue may have more once a task under way has ended. */
export interface TaskQueue {
  shift(): Task | undefined;
}

/** Requests under way at once; the client holds to the same number over everything it does. */
export const UNDER_WAY = 4;

/** Runs the tasks of a queue in their order, a few at a time; they may add to it. The first failure ends it. */
export async function inParallel(queue: TaskQueue, signal: AbortSignal, width = UNDER_WAY): Promise<void> {
  let hasFailed = false;
  let underWay = 0;
  let ended = Promise.withResolvers<void>();
  const work = async (task: Task) => {
    underWay += 1;
    try {
      signal.throwIfAborted();
      await task();
    } catch (error) {
      hasFailed = true;
      throw error;
    } finally {
      underWay -= 1;
      ended.resolve();
      ended = Promise.withResolvers();
    }
  };
  const worker = async () => {
    while (!hasFailed) {
      const task = queue.shift();
      if (task) await work(task);
      else if (underWay > 0) await ended.promise;
      else return;
    }
  };
  await awaitAll(Array.from({ length: width }, worker));
}

/** Results of all, as Promise.all gives them, but only once the last has ended: nothing goes on behind a failure's back. */
export async function awaitAll<Work extends readonly unknown[] | []>(
  work: Work,
): Promise<{ -readonly [Index in keyof Work]: Awaited<Work[Index]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
