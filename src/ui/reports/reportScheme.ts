/** Scheme of the addresses of reports; also in package.json. */
export const REPORT_SCHEME = 'claude-usage-report';
/** Type of the editor that shows them, as in package.json. */
export const REPORT_TAB = 'claudeUsage.report';
