import * as vscode from 'vscode';
import { type ParsedBaseUrl, parseBaseUrl } from './adminApi/baseUrl.ts';
import { parseBudgets } from './figures/budgets/parseBudgets.ts';
import { parseCostCentres } from './figures/costCentres/parseCostCentres.ts';
import { parseMonthlyReports } from './reports/parseMonthlyReports.ts';
import { OTEL_ATTRIBUTES, OTEL_PRESETS, type OtelSettings, TEMPORALITIES } from './shared/otel.ts';
import { SENSITIVITIES } from './shared/unusual.ts';
import { type DayZone, localZone, UTC_DAYS } from './time/dayZone.ts';

export type StatusBarShow = 'today' | 'todayAndMonth' | 'month' | 'burnRate';
const STATUS_BAR_SHOWS: readonly StatusBarShow[] = ['today', 'todayAndMonth', 'month', 'burnRate'];

/** Settings of which a change is handed to the engine that is at work: their names in `claudeUsage.*`, and their readers. */
const LIVE_SETTINGS = {
  budgets: () => parseBudgets(raw('budgets')),
  costCentres: () => parseCostCentres(raw('costCentres')),
  monthlyReports: () => parseMonthlyReports(raw('monthlyReports')),
} as const;

/** Other settings that the engine works by: the names they have in `claudeUsage.*`, and their readers. */
const ENGINE_SETTINGS = {
  /** Time between two polls of a focused window, ms; at least a minute. */
  intervalMs: {
    names: ['refreshIntervalSeconds'],
    read: () => clamp(number('refreshIntervalSeconds', 60), 60, 24 * 3600) * 1000,
  },
  /** UTC days of history that are kept, the running one included. A month and the days before it must fit. */
  historyDays: { names: ['historyDays'], read: () => Math.round(clamp(number('historyDays', 90), 40, 365)) },
  /** IANA name of the zone that days are cut in: one that is known here, whatever is set. */
  zone: { names: ['day', 'timeZone'], read: () => settings.dayZone().name },
  /** E-mail addresses in reports are shortened. */
  shortEmails: { names: ['shortenEmails'], read: () => flag('shortenEmails') },
  /** What of unusual spend is found, and from what amount on, dollars. */
  unusualSpend: {
    names: ['unusualSpend.enabled', 'unusualSpend.sensitivity', 'unusualSpend.minimumUsd'],
    read: () => ({
      enabled: flag('unusualSpend.enabled', true),
      sensitivity: SENSITIVITIES.find((each) => each === text('unusualSpend.sensitivity', 'medium')) ?? 'medium',
      minimumUsd: clamp(number('unusualSpend.minimumUsd', 10), 0.01, 1_000_000),
    }),
  },
  /** Export to OpenTelemetry: where to, how often, and what metrics are told apart by. */
  otel: {
    names: [
      'otel.enabled',
      'otel.endpoint',
      'otel.preset',
      'otel.temporality',
      'otel.intervalSeconds',
      'otel.serviceName',
      'otel.attributes',
    ],
    read: (): OtelSettings => {
      const attributes = raw('otel.attributes');
      const chosen: readonly unknown[] = Array.isArray(attributes) ? attributes : ['workspace'];
      return {
        enabled: flag('otel.enabled'),
        endpoint: text('otel.endpoint', 'http://localhost:4318'),
        preset: OTEL_PRESETS.find((each) => each === raw('otel.preset')) ?? 'generic',
        temporality: TEMPORALITIES.find((each) => each === raw('otel.temporality')) ?? 'auto',
        intervalMs: clamp(number('otel.intervalSeconds', 60), 30, 3600) * 1000,
        serviceName: text('otel.serviceName', '').trim() || 'claude-usage',
        attributes: OTEL_ATTRIBUTES.filter((each) => chosen.includes(each)),
      };
    },
  },
} as const;

/** Values of the settings whose change needs no new engine. */
export type LiveSettings = {
  readonly [Name in keyof typeof LIVE_SETTINGS]: ReturnType<(typeof LIVE_SETTINGS)[Name]>;
};

/** Values of the engine's settings, which the host hands to the engine as they are. */
export type EngineSettings = LiveSettings & {
  readonly [Name in keyof typeof ENGINE_SETTINGS]: ReturnType<(typeof ENGINE_SETTINGS)[Name]['read']>;
};

/** Readers of `claudeUsage.*`, typed and clamped; a value of the wrong kind counts as its default. */
export const settings = {
  apiBaseUrl(): ParsedBaseUrl {
    return parseBaseUrl(text('apiBaseUrl', 'https://api.anthropic.com'));
  },

  /** Current values of the settings that the engine works by. */
  engine(): EngineSettings {
    const values = Object.entries(ENGINE_SETTINGS).map(([name, { read }]) => [name, read()]);
    return { ...Object.fromEntries(values), ...settings.live() } as EngineSettings;
  },

  /** Current values of those whose change needs no new engine. */
  live(): LiveSettings {
    return Object.fromEntries(Object.entries(LIVE_SETTINGS).map(([name, read]) => [name, read()])) as LiveSettings;
  },

  /** Zone that days are cut in, with its origin. */
  dayZone(): DayZone {
    if (text('day', 'utc') !== 'local') return UTC_DAYS;
    // Not always a name: `TZ=:/etc/localtime` leaves it undefined, and an empty `TZ` gives one of no zone.
    const machine: unknown = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return localZone({ timeZone: text('timeZone', ''), machine });
  },

  /** Returns true where a change concerns the account in use, which then is started anew. */
  steersEngine(change: Pick<vscode.ConfigurationChangeEvent, 'affectsConfiguration'>): boolean {
    const names = ['apiBaseUrl', ...Object.values(ENGINE_SETTINGS).flatMap((setting) => setting.names)];
    return ['http.proxy', ...names.map((name) => `claudeUsage.${name}`)].some((name) =>
      change.affectsConfiguration(name),
    );
  },

  /** Returns true where a change is to be handed to the engine that is at work. */
  changesLive(change: Pick<vscode.ConfigurationChangeEvent, 'affectsConfiguration'>): boolean {
    return Object.keys(LIVE_SETTINGS).some((name) => change.affectsConfiguration(`claudeUsage.${name}`));
  },

  /** The budgets as they are held, whatever they are, and how they are written: for the user, in no folder. */
  heldBudgets: {
    read: (): unknown => raw('budgets'),
    write: (entries: readonly unknown[]) =>
      vscode.workspace.getConfiguration('claudeUsage').update('budgets', entries, vscode.ConfigurationTarget.Global),
  },

  /** Returns true where language models may ask for figures. */
  toolsEnabled(): boolean {
    return flag('tools.enabled', true);
  },

  statusBarShow(): StatusBarShow {
    const value = text('statusBar.show', 'today');
    return STATUS_BAR_SHOWS.find((show) => show === value) ?? 'today';
  },

  /** Returns true where the editor uses a proxy, which only the extension host's own fetch follows. */
  usesProxy(): boolean {
    const proxy: unknown = vscode.workspace.getConfiguration('http').get('proxy');
    const inEnvironment = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].some((name) => process.env[name]);
    return (typeof proxy === 'string' && proxy !== '') || inEnvironment;
  },
};

function raw(name: string): unknown {
  return vscode.workspace.getConfiguration('claudeUsage').get(name);
}

function flag(name: string, fallback = false): boolean {
  const value = raw(name);
  return typeof value === 'boolean' ? value : fallback;
}

function text(name: string, fallback: string): string {
  const value = raw(name);
  return typeof value === 'string' ? value : fallback;
}

function number(name: string, fallback: number): number {
  const value = raw(name);
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
