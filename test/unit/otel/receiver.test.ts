import assert from 'node:assert/strict';
import { resolveReceiver } from '../../../src/otel/receiver.ts';
import { OTEL_PRESETS, type OtelSettings } from '../../../src/shared/otel.ts';

type Of = Partial<Pick<OtelSettings, 'endpoint' | 'preset' | 'temporality'>>;

function resolved(own: Of): string {
  const found = resolveReceiver({ endpoint: 'http://localhost:4318', preset: 'generic', temporality: 'auto', ...own });
  return found.ok ? `${found.value.temporality} ${found.value.url.href}` : found.problem;
}

describe('resolveReceiver', () => {
  const addresses: readonly [of: Of, found: string][] = [
    [{}, 'cumulative http://localhost:4318/v1/metrics'],
    [{ endpoint: ' http://localhost:4318/ ' }, 'cumulative http://localhost:4318/v1/metrics'],
    [{ endpoint: 'https://in.example/otel//v1/metrics/' }, 'cumulative https://in.example/otel/v1/metrics'],
    [{ endpoint: 'https://in.example/opentelemetry' }, 'cumulative https://in.example/opentelemetry/v1/metrics'],
    [{ endpoint: 'https://in.example', temporality: 'delta' }, 'delta https://in.example/v1/metrics'],
    [
      { preset: 'prometheus', endpoint: 'http://127.0.0.1:9090' },
      'cumulative http://127.0.0.1:9090/api/v1/otlp/v1/metrics',
    ],
    [
      { preset: 'prometheus', endpoint: 'http://127.0.0.1:9090/api/v1/otlp' },
      'cumulative http://127.0.0.1:9090/api/v1/otlp/v1/metrics',
    ],
    [
      { preset: 'grafana', endpoint: 'https://otlp-gateway-prod-eu-west-0.grafana.net' },
      'cumulative https://otlp-gateway-prod-eu-west-0.grafana.net/otlp/v1/metrics',
    ],
    [
      { preset: 'grafana', endpoint: 'https://otlp-gateway-prod-eu-west-0.grafana.net/otlp' },
      'cumulative https://otlp-gateway-prod-eu-west-0.grafana.net/otlp/v1/metrics',
    ],
    [{ preset: 'grafana' }, 'cumulative http://localhost:4318/v1/metrics'],
    [{ preset: 'datadog', endpoint: 'https://otlp.datadoghq.eu' }, 'delta https://otlp.datadoghq.eu/v1/metrics'],
    [{ preset: 'datadog' }, 'delta http://localhost:4318/v1/metrics'],
    [{ preset: 'honeycomb', endpoint: 'https://api.honeycomb.io' }, 'delta https://api.honeycomb.io/v1/metrics'],
    [
      { preset: 'honeycomb', endpoint: 'https://api.honeycomb.io', temporality: 'cumulative' },
      'cumulative https://api.honeycomb.io/v1/metrics',
    ],
    [
      { preset: 'elastic', endpoint: 'https://my.ingest.elastic.cloud' },
      'cumulative https://my.ingest.elastic.cloud/v1/metrics',
    ],
    [
      { preset: 'dynatrace', endpoint: 'https://abc123.live.dynatrace.com' },
      'delta https://abc123.live.dynatrace.com/api/v2/otlp/v1/metrics',
    ],
    [{ preset: 'newRelic', endpoint: 'https://otlp.nr-data.net' }, 'delta https://otlp.nr-data.net/v1/metrics'],
  ];
  for (const [of, found] of addresses) {
    it(`resolveReceiver leads ${JSON.stringify(of)} to ${found}`, () => assert.equal(resolved(of), found));
  }

  const problems: readonly [of: Of, problem: RegExp][] = [
    [{ endpoint: '' }, /^The OpenTelemetry endpoint is not a URL/],
    [{ endpoint: 'http://in.example' }, /must begin with https:\/\/\. Plain http is allowed only for this machine/],
    [{ endpoint: 'https://me:secret@in.example' }, /must not contain a user name or a password/],
    [{ endpoint: 'https://in.example/?api-key=1' }, /must not contain a query/],
    [{ endpoint: 'https://in.example/v1/traces' }, /is one for traces/],
    [
      { preset: 'datadog', temporality: 'cumulative' },
      /^Datadog does not take metrics of cumulative temporality.*to auto or delta\.$/,
    ],
    [{ preset: 'dynatrace', temporality: 'cumulative' }, /^Dynatrace does not take metrics of cumulative temporality/],
    [
      { preset: 'prometheus', temporality: 'delta' },
      /^Prometheus does not take metrics of delta temporality.*auto or cumulative\.$/,
    ],
    [{ preset: 'grafana', temporality: 'delta' }, /^Grafana Cloud does not take metrics of delta temporality/],
    [
      { preset: 'datadog', endpoint: 'https://app.datadoghq.com' },
      /^Datadog takes metrics at https:\/\/otlp\.datadoghq\.com, not at/,
    ],
    [{ preset: 'datadog', endpoint: 'https://us5.datadoghq.com' }, /at https:\/\/otlp\.us5\.datadoghq\.com,/],
  ];
  for (const [of, problem] of problems) {
    it(`resolveReceiver finds that nothing can be sent with ${JSON.stringify(of)}`, () => {
      assert.match(resolved(of), problem);
    });
  }

  it('resolveReceiver never repeats an endpoint that may hold a secret', () => {
    for (const preset of OTEL_PRESETS) {
      for (const endpoint of ['https://me:hush-hush@in.example', 'https://in.example/?key=hush-hush', 'hush-hush']) {
        assert.doesNotMatch(resolved({ preset, endpoint }), /hush/);
      }
    }
  });
});
