import { escapeHtml } from '../../export/escapeHtml.ts';
import type { HtmlFrame } from '../../reports/write/html.ts';
import { LAYOUT } from '../../reports/write/htmlStyle.ts';
import type { FromReport } from '../../shared/fromReport.ts';

export interface ReportTabParts {
  /** Fresh random characters for every page. */
  readonly nonce: string;
  readonly scriptUri: string;
  /** Style sheet of the tab alone: the editor's colours, and its controls. */
  readonly style: string;
  readonly buttons: readonly TabButton[];
}

interface TabButton {
  readonly call: keyof FromReport;
  readonly words: string;
}

export const REPORT_BUTTONS: readonly TabButton[] = [
  { call: 'save', words: 'Save As…' },
  { call: 'copy', words: 'Copy as Markdown' },
  { call: 'update', words: 'Update' },
];
/** A report of one moment cannot be made anew. */
export const VIEW_BUTTONS = REPORT_BUTTONS.filter(({ call }) => call !== 'update');
export const RETRY_BUTTONS: readonly TabButton[] = [{ call: 'update', words: 'Try Again' }];

/** What a tab has around a report: the editor's colours, buttons, and one script. */
export function tabFrame({ nonce, scriptUri, style, buttons }: ReportTabParts): HtmlFrame {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  const tools = buttons.map(
    ({ call, words }) => `<button type="button" data-call="${call}">${escapeHtml(words)}</button>`,
  );
  return {
    head: `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<style nonce="${escapeHtml(nonce)}">${style}${LAYOUT}</style>`,
    above: tools.length === 0 ? '' : `<nav class="tools" aria-label="Report">${tools.join('')}</nav>`,
    below: `<script src="${escapeHtml(scriptUri)}" nonce="${escapeHtml(nonce)}"></script>`,
    isSortable: true,
  };
}
