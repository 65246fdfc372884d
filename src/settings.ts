import * as vscode from 'vscode';
import { type ParsedBaseUrl, parseBaseUrl } from './adminApi/baseUrl.ts';
import { type DayZone, localZone, UTC_DAYS } from './shared/timeZone.ts';

export type StatusBarShow = 'today' | 'todayAndMonth' | 'month' | 'burnRate';
const STATUS_BAR_SHOWS: readonly StatusBarShow[] = ['today', 'todayAndMonth', 'month', 'burnRate'];

/** Readers of `claudeUsage.*`, typed and clamped; a value of the wrong kind counts as its default. */
export const settings = {
  apiBaseUrl(): ParsedBaseUrl {
    return parseBaseUrl(text('apiBaseUrl', 'https://api.anthropic.com'));
  },

  /** Time between two polls of a focused window, ms; at least a minute. */
  intervalMs(): number {
    return clamp(number('refreshIntervalSeconds', 60), 60, 24 * 3600) * 1000;
  },

  /** UTC days of history that are kept, the running one included. A month and the days before it must fit. */
  historyDays(): number {
    return Math.round(clamp(number('historyDays', 90), 40, 365));
  },

  /** IANA name of the zone that days are cut in: one that is known here, whatever is set. */
  zone(): string {
    return settings.dayZone().name;
  },

  /** The same, with where it comes from. */
  dayZone(): DayZone {
    if (text('day', 'utc') !== 'local') return UTC_DAYS;
    // Not always a name: `TZ=:/etc/localtime` leaves it undefined, and an empty `TZ` gives one of no zone.
    const machine: unknown = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return localZone({ timeZone: text('timeZone', ''), machine });
  },

  /** Whether e-mail addresses in reports are shortened. */
  shortEmails(): boolean {
    return vscode.workspace.getConfiguration('claudeUsage').get('shortenEmails') === true;
  },

  statusBarShow(): StatusBarShow {
    const value = text('statusBar.show', 'today');
    return STATUS_BAR_SHOWS.find((show) => show === value) ?? 'today';
  },

  /** Whether the editor's network goes through a proxy, which only the extension host's own fetch follows. */
  usesProxy(): boolean {
    const proxy: unknown = vscode.workspace.getConfiguration('http').get('proxy');
    const inEnvironment = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].some((name) => process.env[name]);
    return (typeof proxy === 'string' && proxy !== '') || inEnvironment;
  },
};

function text(name: string, fallback: string): string {
  const value: unknown = vscode.workspace.getConfiguration('claudeUsage').get(name);
  return typeof value === 'string' ? value : fallback;
}

function number(name: string, fallback: number): number {
  const value: unknown = vscode.workspace.getConfiguration('claudeUsage').get(name);
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
