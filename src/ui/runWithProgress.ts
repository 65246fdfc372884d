import * as vscode from 'vscode';
import type { EngineClient } from '../engine/thread/client.ts';
import type { Job, JobOutcome } from '../engine/thread/protocol.ts';

/** Runs a job with a progress notification that can cancel it. */
export async function runWithProgress(
  engine: Pick<EngineClient, 'runJob'>,
  title: string,
  job: Job,
): Promise<JobOutcome> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Claude Usage: ${title}`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    let shown = 0;
    return engine.runJob(
      job,
      ({ what, done }) => {
        const percent = Math.floor(done * 100);
        progress.report({ message: what, increment: Math.max(0, percent - shown) });
        shown = Math.max(shown, percent);
      },
      abort.signal,
    );
  });
}

/** Shows an error where a job failed; not where the user cancelled it. */
export function tellFailure(outcome: JobOutcome): void {
  if (outcome.kind === 'failed') void vscode.window.showErrorMessage(`Claude Usage: ${outcome.message}`);
}
