/** Scheme of the addresses of reports; also in package.json. */
export const REPORT_SCHEME = 'claude-usage-report';
