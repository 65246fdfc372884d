// Decodes requests by OpenTelemetry's own definitions, version 1.11.0: see proto/.
import { join } from 'node:path';
import protobuf from 'protobufjs';

interface DecodedPoint {
  readonly attributes: Readonly<Record<string, string>>;
  /** ms */
  readonly start: number;
  readonly at: number;
  readonly value: number;
  readonly isInteger: boolean;
}

interface DecodedMetric {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  /** 0 for a gauge, 1 for delta, 2 for cumulative. */
  readonly temporality: number;
  readonly isMonotonic: boolean;
  readonly points: readonly DecodedPoint[];
}

export interface DecodedRequest {
  readonly resource: Readonly<Record<string, string>>;
  readonly scope: { readonly name: string; readonly version: string };
  readonly metrics: readonly DecodedMetric[];
}

const PROTO = join(import.meta.dirname, 'proto');
const COLLECTOR = 'opentelemetry.proto.collector.metrics.v1';

const root = new protobuf.Root();
root.resolvePath = (_, target) => join(PROTO, target);
root.loadSync('opentelemetry/proto/collector/metrics/v1/metrics_service.proto');
const Request = root.lookupType(`${COLLECTOR}.ExportMetricsServiceRequest`);
const Response = root.lookupType(`${COLLECTOR}.ExportMetricsServiceResponse`);

interface WireAttribute {
  readonly key: string;
  readonly value: { readonly stringValue: string };
}
interface WirePoint {
  readonly attributes: readonly WireAttribute[];
  readonly startTimeUnixNano: string;
  readonly timeUnixNano: string;
  readonly asInt?: string;
  readonly asDouble?: number;
}
interface WireMetric {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly gauge?: { readonly dataPoints: readonly WirePoint[] };
  readonly sum?: {
    readonly dataPoints: readonly WirePoint[];
    readonly aggregationTemporality: number;
    readonly isMonotonic: boolean;
  };
}
interface WireRequest {
  readonly resourceMetrics: readonly {
    readonly resource: { readonly attributes: readonly WireAttribute[] };
    readonly scopeMetrics: readonly {
      readonly scope: { readonly name: string; readonly version: string };
      readonly metrics: readonly WireMetric[];
    }[];
  }[];
}

/** Throws where the bytes are not one request of one resource and one scope. */
export function decodeRequest(bytes: Uint8Array): DecodedRequest {
  const message = Request.decode(bytes);
  const { resourceMetrics } = Request.toObject(message, { longs: String, arrays: true }) as WireRequest;
  const [ofResource, ...others] = resourceMetrics;
  const [ofScope, ...more] = ofResource?.scopeMetrics ?? [];
  if (!ofResource || !ofScope || others.length + more.length > 0) throw new RangeError('not one resource and scope');
  const { name, version } = ofScope.scope;
  return {
    resource: textsOf(ofResource.resource.attributes),
    scope: { name, version },
    metrics: ofScope.metrics.map(metricOf),
  };
}

/** An answer of a receiver, in protobuf. */
export function encodeResponse(
  partialSuccess: { rejectedDataPoints: number; errorMessage: string } | null,
): Uint8Array {
  return Response.encode(Response.fromObject(partialSuccess ? { partialSuccess } : {})).finish();
}

function metricOf({ name, unit, description, gauge, sum }: WireMetric): DecodedMetric {
  return {
    name,
    unit,
    description,
    temporality: sum?.aggregationTemporality ?? 0,
    isMonotonic: sum?.isMonotonic ?? false,
    points: (sum ?? gauge)?.dataPoints.map(pointOf) ?? [],
  };
}

function pointOf({ attributes, startTimeUnixNano, timeUnixNano, asInt, asDouble }: WirePoint): DecodedPoint {
  return {
    attributes: textsOf(attributes),
    start: msOf(startTimeUnixNano),
    at: msOf(timeUnixNano),
    value: asInt === undefined ? (asDouble ?? Number.NaN) : Number(asInt),
    isInteger: asInt !== undefined,
  };
}

function textsOf(attributes: readonly WireAttribute[]): Record<string, string> {
  const names = new Set(attributes.map(({ key }) => key));
  if (names.size < attributes.length) throw new RangeError('an attribute twice');
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));
}

function msOf(nanoseconds: string | undefined): number {
  return Number(BigInt(nanoseconds ?? '0') / 1_000_000n);
}
