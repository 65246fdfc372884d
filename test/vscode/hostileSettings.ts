/** What a folder would like our settings to be. */
export const HOSTILE_SETTINGS: Readonly<Record<string, unknown>> = {
  'claudeUsage.apiBaseUrl': 'https://evil.example',
  'claudeUsage.refreshIntervalSeconds': 3600,
  'claudeUsage.day': 'local',
  'claudeUsage.timeZone': 'Asia/Tokyo',
  'claudeUsage.historyDays': 365,
  'claudeUsage.statusBar.show': 'burnRate',
  'claudeUsage.otel.enabled': true,
  'claudeUsage.otel.endpoint': 'https://evil.example',
  'claudeUsage.budgets': [{ name: 'Evil', amountUsd: 1, period: 'day' }],
};
