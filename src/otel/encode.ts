/** The only file that knows OpenTelemetry's packages: those of version 0 change between releases. */
import { ValueType } from '@opentelemetry/api';
import { ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { AggregationTemporality, DataPointType, type MetricData } from '@opentelemetry/sdk-metrics';
import { SECOND } from '../time/utc.ts';
import type { Metric, MetricsRequest } from './metrics.ts';

/** Partial success, as a receiver tells it in an answer of 200. */
export interface TakenInPart {
  readonly rejected: number;
  /** `''` where it says nothing. */
  readonly message: string;
}

type Resource = Parameters<typeof ProtobufMetricsSerializer.serializeRequest>[0]['resource'];

/** A request as protobuf of OTLP. */
export function encodeMetrics(request: MetricsRequest): Uint8Array {
  const { resource, version, metrics } = request;
  const scope = { name: 'claude-usage', version };
  const bytes = ProtobufMetricsSerializer.serializeRequest({
    // The serializer reads nothing else of it.
    resource: { attributes: resource } as unknown as Resource,
    scopeMetrics: [{ scope, metrics: metrics.map((metric) => dataOf(metric, request)) }],
  });
  if (!bytes) throw new Error('metrics could not be encoded');
  return bytes;
}

/** Reads the body of a 200; null where all was taken. Throws an Error for a body that is none of OTLP. */
export function decodeAnswer(body: Uint8Array): TakenInPart | null {
  if (body.byteLength === 0) return null;
  const { partialSuccess } = ProtobufMetricsSerializer.deserializeResponse(body);
  const rejected = Number(partialSuccess?.rejectedDataPoints ?? 0);
  const message = partialSuccess?.errorMessage ?? '';
  return rejected === 0 && message === '' ? null : { rejected, message };
}

function dataOf({ name, unit, description, kind, points }: Metric, request: MetricsRequest): MetricData {
  const isCounter = kind === 'counter';
  const descriptor = { name, unit, description, valueType: isCounter ? ValueType.INT : ValueType.DOUBLE };
  const aggregationTemporality =
    request.temporality === 'delta' ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE;
  const endTime = timeOf(request.at);
  // A gauge has no start: 0 is what the protocol calls unknown.
  const startTime = timeOf(isCounter ? request.start : 0);
  const dataPoints = points.map(({ attributes, value }) => ({ attributes, value, startTime, endTime }));
  return isCounter
    ? { descriptor, aggregationTemporality, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints }
    : { descriptor, aggregationTemporality, dataPointType: DataPointType.GAUGE, dataPoints };
}

function timeOf(instant: number): [seconds: number, nanoseconds: number] {
  const ms = Math.round(instant);
  return [Math.floor(ms / SECOND), (ms % SECOND) * 1_000_000];
}
