import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { counterId, SEARCH } from '../../../src/otel/daySums.ts';
import { Grain } from '../../../src/otel/grain.ts';
import { MetricsWriter } from '../../../src/otel/metrics.ts';
import { DOLLAR } from '../../../src/shared/money.ts';
import { OTEL_ATTRIBUTES } from '../../../src/shared/otel.ts';
import { root } from '../hostSide/manifest.ts';
import { budgetState } from '../shared/budgetState.ts';

/** All metrics that are sent, one point of each. */
function allMetrics() {
  const grain = new Grain(OTEL_ATTRIBUTES);
  const names = { workspace: () => 'Production', apiKey: () => 'ci-bot' };
  const writer = new MetricsWriter(grain, names, 'org');
  const line = {
    workspaceId: '',
    apiKeyId: '',
    model: '',
    serviceTier: '',
    contextWindow: '',
    inferenceGeo: '',
    speed: '',
  };
  const id = grain.idOf('claude-opus-5-5', line);
  const amounts = new Map([[id, DOLLAR]]);
  const month = { middle: DOLLAR, range: null };
  const summary = { dataTo: 0, forecasts: { day: null, week: null, month }, budgets: [budgetState()] };
  return [
    ...writer.counters(
      new Map([
        [counterId('output', id), 1],
        [counterId(SEARCH, id), 1],
      ]),
    ),
    ...writer.gauges({ today: amounts, monthToDate: amounts, summary, now: 0 }),
  ];
}

const read = (...path: string[]) => readFileSync(join(root, 'dashboards', ...path), 'utf8');
const found = (text: string, pattern: RegExp) => new Set(Array.from(text.matchAll(pattern), ([name]) => name));

describe('The dashboards', () => {
  const metrics = allMetrics();
  const dotted = new Set(metrics.map(({ name }) => name));
  const attributes = new Set(metrics.flatMap(({ points }) => points.flatMap((point) => Object.keys(point.attributes))));

  it('the dashboards of Datadog and Honeycomb name metrics and attributes that are sent, and every metric', () => {
    for (const files of [read('datadog', 'dashboard.json'), read('honeycomb', 'board.json')]) {
      const named = found(files, /\b(?:anthropic|gen_ai)\.[a-z_.]+[a-z]/g);
      for (const name of named) assert.ok(dotted.has(name) || attributes.has(name), name);
      for (const name of dotted) assert.ok(named.has(name), `${name} is on no dashboard`);
    }
    for (const name of found(read('datadog', 'monitors.json'), /\b(?:anthropic|gen_ai)\.[a-z_.]+[a-z]/g)) {
      assert.ok(
        dotted.has(name.replace(/\.name$/, '')) || attributes.has(name.replace(/\.name$/, '')) || attributes.has(name),
        name,
      );
    }
  });

  it('the dashboard and the alerts of Grafana name metrics and attributes as Prometheus calls them, and every metric', () => {
    // https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#metric-metadata-1
    const suffix = ({ kind, unit }: (typeof metrics)[number]) =>
      kind === 'counter' ? '_total' : unit === 's' ? '_seconds' : '';
    const underscored = (name: string) => name.replaceAll('.', '_');
    const expected = new Set(metrics.map((metric) => underscored(metric.name) + suffix(metric)));
    const labels = new Set(Array.from(attributes, underscored));
    const dashboard = found(read('grafana', 'dashboard.json'), /\b(?:anthropic|gen_ai)_[a-z_]+/g);
    for (const name of [...dashboard, ...found(read('grafana', 'alerts.json'), /\b(?:anthropic|gen_ai)_[a-z_]+/g)]) {
      assert.ok(expected.has(name) || labels.has(name), name);
    }
    for (const name of expected) assert.ok(dashboard.has(name), `${name} is on no dashboard`);
  });
});
