/** Waits for all to end, well or not, then throws the first failure: nothing goes on behind the caller's back. */
export async function settle(work: Iterable<Promise<unknown>>): Promise<void> {
  for (const result of await Promise.allSettled(work)) if (result.status === 'rejected') throw result.reason;
}
