/** Every command of package.json, in its order. */
export const COMMANDS = [
  'claudeUsage.setAdminKey',
  'claudeUsage.removeAdminKey',
  'claudeUsage.openPanel',
  'claudeUsage.refresh',
  'claudeUsage.useSampleData',
  'claudeUsage.leaveSampleData',
  'claudeUsage.deleteAllData',
  'claudeUsage.showLog',
  'claudeUsage.openSettings',
  'claudeUsage.cancelHistory',
] as const;
export type CommandId = (typeof COMMANDS)[number];
