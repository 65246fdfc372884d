import { parseAddress, plainPath } from '../adminApi/baseUrl.ts';
import type { OtelPreset, OtelSettings, Temporality } from '../shared/otel.ts';

/** Where metrics go, and in which form. */
export interface Receiver {
  readonly url: URL;
  readonly temporality: Temporality;
}

export type ResolvedReceiver =
  | { readonly ok: true; readonly value: Receiver }
  /** One sentence that says what to change. */
  | { readonly ok: false; readonly problem: string };

interface PresetFacts {
  readonly name: string;
  /** The one that its metrics are best sent in. */
  readonly temporality: Temporality;
  /** The one that it refuses; left out where it takes both. */
  readonly refuses?: Temporality;
  /** Path that stands before `/v1/metrics` where the address has none; `''` unless told. */
  readonly baseOf?: (hostname: string) => string;
  /** Host that the product's own pages are at, where it takes no metrics: the sentence says which one does. */
  readonly misled?: (hostname: string) => string | null;
}

const METRICS_PATH = '/v1/metrics';

/** From the documentation and the sources of the receivers. */
const PRESETS: Readonly<Record<OtelPreset, PresetFacts>> = {
  generic: { name: 'The receiver', temporality: 'cumulative' },
  // Delta is behind a feature flag there: one such metric has the whole request refused.
  prometheus: {
    name: 'Prometheus',
    temporality: 'cumulative',
    refuses: 'delta',
    baseOf: () => '/api/v1/otlp',
  },
  grafana: {
    name: 'Grafana Cloud',
    temporality: 'cumulative',
    refuses: 'delta',
    // On this machine it is a collector, as in the image grafana/otel-lgtm.
    baseOf: (hostname) => (hostname.endsWith('.grafana.net') ? '/otlp' : ''),
  },
  datadog: {
    name: 'Datadog',
    temporality: 'delta',
    refuses: 'cumulative',
    misled: (hostname) => {
      const [, site] = /^(?:(?:app|api)\.)?((?:\w+\.)?(?:datadoghq\.(?:com|eu)|ddog-gov\.com))$/.exec(hostname) ?? [];
      return site === undefined || site.startsWith('otlp.') ? null : `https://otlp.${site}`;
    },
  },
  // It takes both; a delta can be summed as it is.
  honeycomb: { name: 'Honeycomb', temporality: 'delta' },
  elastic: { name: 'Elastic', temporality: 'cumulative' },
  dynatrace: {
    name: 'Dynatrace',
    temporality: 'delta',
    refuses: 'cumulative',
    baseOf: () => '/api/v2/otlp',
  },
  newRelic: { name: 'New Relic', temporality: 'delta' },
};

/** Reads the endpoint of the settings; without the rest of them it tells the origin, which headers are bound to. */
export function parseEndpoint(endpoint: string) {
  return parseAddress(endpoint, { name: 'The OpenTelemetry endpoint', example: 'http://localhost:4318' });
}

/** The address and the temporality that settings lead to. A combination that is known to fail is a problem: nothing is sent. */
export function resolveReceiver(settings: Pick<OtelSettings, 'endpoint' | 'preset' | 'temporality'>): ResolvedReceiver {
  const parsed = parseEndpoint(settings.endpoint);
  if (!parsed.ok) return parsed;
  const { url } = parsed;
  const preset = PRESETS[settings.preset];
  const temporality = settings.temporality === 'auto' ? preset.temporality : settings.temporality;
  if (temporality === preset.refuses) {
    const problem = `${preset.name} does not take metrics of ${temporality} temporality. Set claudeUsage.otel.temporality to auto or ${preset.temporality}.`;
    return { ok: false, problem };
  }
  const better = preset.misled?.(url.hostname) ?? null;
  if (better !== null)
    return { ok: false, problem: `${preset.name} takes metrics at ${better}, not at ${url.origin}.` };
  const path = plainPath(url.pathname);
  const other = /\/v1\/(traces|logs)$/.exec(path)?.[1];
  if (other !== undefined) {
    return { ok: false, problem: `The OpenTelemetry endpoint is one for ${other}. Enter the one for metrics.` };
  }
  if (path.endsWith(METRICS_PATH)) url.pathname = path;
  else url.pathname = `${path === '' ? (preset.baseOf?.(url.hostname) ?? '') : path}${METRICS_PATH}`;
  return { ok: true, value: { url, temporality } };
}
