/**
 * Does work now and every `everyMs` while the page is shown, and at once when it is shown again: a timer is late, or does
 * not run, while its page is hidden or its machine sleeps.
 */
export function whileShown(work: () => void, everyMs: number, gone: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    clearTimeout(timer);
    if (gone.aborted || document.visibilityState !== 'visible') return;
    timer = setTimeout(run, everyMs);
    work();
  };
  document.addEventListener('visibilitychange', run, { signal: gone });
  window.addEventListener('focus', run, { signal: gone });
  gone.addEventListener('abort', () => clearTimeout(timer));
  run();
}
