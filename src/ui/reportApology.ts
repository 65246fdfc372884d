import type { JobOutcome } from '../engine/thread/protocol.ts';
import { escapeMarkdown } from '../out/escapeMarkdown.ts';
import type { ReportRequest } from '../reports/report.ts';
import { reportNamed } from '../reports/reports.ts';

/** What stands in the tab of a report that could not be made. Markdown. */
export function reportApology({ report }: ReportRequest, outcome: JobOutcome): string {
  const { title } = reportNamed(report);
  const why = outcome.kind === 'failed' ? outcome.message : 'Making it was cancelled.';
  const what = `Close this tab and run “Claude Usage: Report: ${title}” to make it again.`;
  return `# ${escapeMarkdown(title)}\n\nThere is no report here. ${escapeMarkdown(why)}\n\n${escapeMarkdown(what)}\n`;
}
