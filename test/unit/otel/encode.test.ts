import assert from 'node:assert/strict';
import { decodeAnswer, encodeMetrics } from '../../../src/otel/encode.ts';
import type { MetricsRequest } from '../../../src/otel/metrics.ts';
import { decodeRequest, encodeResponse } from '../../otel/decode.ts';

const START = Date.UTC(2026, 10, 19, 14, 7, 3, 250);
const AT = Date.UTC(2026, 10, 19, 15, 0, 0, 999);
const request: MetricsRequest = {
  resource: { 'service.name': 'claude-usage', 'anthropic.organization.name': 'Ünïcode 東京' },
  version: '0.3.0',
  temporality: 'cumulative',
  start: START,
  at: AT,
  metrics: [
    {
      name: 'anthropic.usage.tokens',
      unit: '{token}',
      description: 'Tokens',
      kind: 'counter',
      points: [
        { attributes: { model: 'claude-opus-5-5', empty: '' }, value: 310_000 },
        { attributes: { model: 'claude-sonnet-5-5', empty: '' }, value: 2 ** 53 - 1 },
        { attributes: { model: 'claude-haiku-5', empty: '' }, value: 0 },
      ],
    },
    {
      name: 'anthropic.cost.today',
      unit: '{USD}',
      description: 'Spend',
      kind: 'gauge',
      points: [
        { attributes: {}, value: 14.9 },
        { attributes: { credit: 'yes' }, value: -0.000_000_01 },
      ],
    },
  ],
};

describe('encodeMetrics', () => {
  it('encodeMetrics writes what OpenTelemetry’s own definitions read: resource, scope, units and every number', () => {
    const { resource, scope, metrics } = decodeRequest(encodeMetrics(request));
    assert.deepEqual(resource, request.resource);
    assert.deepEqual(scope, { name: 'claude-usage', version: '0.3.0' });
    const [tokens, cost] = metrics;
    assert.deepEqual(
      [tokens?.name, tokens?.unit, tokens?.temporality, tokens?.isMonotonic],
      ['anthropic.usage.tokens', '{token}', 2, true],
    );
    assert.deepEqual(
      tokens?.points.map(({ attributes, value }) => ({ attributes, value })),
      request.metrics[0]?.points,
    );
    assert.ok(tokens?.points.every(({ start, at, isInteger }) => start === START && at === AT && isInteger));
    assert.deepEqual([cost?.name, cost?.unit, cost?.temporality], ['anthropic.cost.today', '{USD}', 0]);
    assert.deepEqual(
      cost?.points.map(({ attributes, value }) => ({ attributes, value })),
      request.metrics[1]?.points,
    );
    assert.ok(cost?.points.every(({ start, at, isInteger }) => start === 0 && at === AT && !isInteger));
  });

  it('encodeMetrics tells deltas as deltas', () => {
    const [tokens, cost] = decodeRequest(encodeMetrics({ ...request, temporality: 'delta' })).metrics;
    assert.deepEqual([tokens?.temporality, cost?.temporality], [1, 0]);
  });

  it('encodeMetrics writes the same bytes for the same request', () => {
    assert.deepEqual(encodeMetrics(request), encodeMetrics(structuredClone(request)));
  });
});

describe('decodeAnswer', () => {
  it('decodeAnswer finds nothing in the answer of a receiver that has taken everything', () => {
    assert.equal(decodeAnswer(new Uint8Array()), null);
    assert.equal(decodeAnswer(encodeResponse(null)), null);
    assert.equal(decodeAnswer(encodeResponse({ rejectedDataPoints: 0, errorMessage: '' })), null);
  });

  it('decodeAnswer reads what was rejected, and why', () => {
    const partly = { rejectedDataPoints: 12, errorMessage: 'too old' };
    assert.deepEqual(decodeAnswer(encodeResponse(partly)), { rejected: 12, message: 'too old' });
  });
});
