/** Waits for all to end, well or not, then throws the first failure: nothing goes on behind the caller's back. */
export async function settle(work: Iterable<Promise<unknown>>): Promise<void> {
  for (const result of await Promise.allSettled(work)) if (result.status === 'rejected') throw result.reason;
}

/** What all have come to, as Promise.all tells it, but only once the last has ended, even when one fails. */
export async function awaitAll<Work extends readonly unknown[] | []>(
  work: Work,
): Promise<{ -readonly [Index in keyof Work]: Awaited<Work[Index]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
