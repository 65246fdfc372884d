/** Export to OpenTelemetry: what the settings offer, and what users see of it. */

/** Products and what speaks their protocol: each wants a temporality, and has its own form of address. */
export const OTEL_PRESETS = [
  'generic',
  'prometheus',
  'grafana',
  'datadog',
  'honeycomb',
  'elastic',
  'dynatrace',
  'newRelic',
] as const;
export type OtelPreset = (typeof OTEL_PRESETS)[number];

/** What a counter's points say: the sum since the start, or that since the point before. */
export const TEMPORALITIES = ['cumulative', 'delta'] as const;
export type Temporality = (typeof TEMPORALITIES)[number];

/** Fields of usage that metrics can be told apart by, beside the model. */
export const OTEL_ATTRIBUTES = [
  'workspace',
  'apiKey',
  'serviceTier',
  'inferenceGeo',
  'contextWindow',
  'speed',
] as const;
export type OtelAttribute = (typeof OTEL_ATTRIBUTES)[number];

/** Values of `claudeUsage.otel.*`. */
export interface OtelSettings {
  readonly enabled: boolean;
  /** As it was typed. */
  readonly endpoint: string;
  readonly preset: OtelPreset;
  /** `auto` is the preset's. */
  readonly temporality: Temporality | 'auto';
  /** Time between two sends, ms. */
  readonly intervalMs: number;
  readonly serviceName: string;
  /** In the order of `OTEL_ATTRIBUTES`, each once. */
  readonly attributes: readonly OtelAttribute[];
}

/** What has become of the export, for the tooltip. */
export interface OtelState {
  /** Instant of the newest send that a receiver has taken, by the API's clock, ms; null before the first. */
  readonly sentAt: number | null;
  /** Number of series in it. */
  readonly series: number;
  /** Why nothing could be sent since, in a sentence; null where the newest was taken. */
  readonly problem: string | null;
  /** What the user should know of what was taken; null where there is nothing. */
  readonly warning: string | null;
}

/** Above so many series the user is warned: many receivers charge by them. */
export const MOST_SERIES = 1000;

/** Points of one request, unless a receiver takes fewer: those of many organizations fit into one. */
export const MOST_POINTS = 1500;
