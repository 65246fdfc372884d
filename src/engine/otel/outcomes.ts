/** What becomes of the record of an export once a receiver has answered: pure. Instants in ms, dues by the machine's clock. */
import type { OtelChange, OtelProgress, OtelRecord, OtelRequest } from '../../ledger/otelTable.ts';
import { withMade } from '../../otel/counters.ts';
import { MOST_POINTS } from '../../shared/otel.ts';
import { MINUTE } from '../../time/utc.ts';

/** Requests that wait: of the last minutes, so many, and so many bytes. Older points are refused by some receivers. */
const LONGEST_WAIT = 50 * MINUTE;
const MOST_REQUESTS = 60;
const MOST_BYTES = 4 * 1024 * 1024;

/** Requests of fewer points are not made: a receiver that finds these too large has another reason. */
const LEAST_POINTS = 50;

/** The oldest request that waits, and those after it. */
export interface Waiting {
  readonly request: OtelRequest;
  readonly others: readonly OtelRequest[];
}

/** A receiver has taken a request, at an instant. */
export function afterTaken(
  { progress }: OtelRecord,
  { request, others }: Waiting,
  { at, warning }: { readonly at: number; readonly warning: string | null },
): OtelChange {
  const { to: takenTo, series } = request;
  const tryAt = others.length === 0 ? 0 : progress.tryAt;
  const nothing = { problem: null, failures: 0, isAsked: false };
  const next = { ...progress, ...nothing, takenTo, sentAt: at, series, warning, tryAt };
  return { progress: next, gone: [request.ref] };
}

/** A request is to be sent again as it is, not before an instant. */
export function afterLater(
  { progress }: OtelRecord,
  { problem, tryAt, isAsked }: Pick<OtelProgress, 'problem' | 'tryAt' | 'isAsked'>,
): OtelChange {
  return { progress: { ...progress, failures: progress.failures + 1, problem, tryAt, isAsked } };
}

/** What has failed is tried at `at` though it was put off: its cause may be mended. Null where a receiver has asked for the pause. */
export function withoutPause({ progress }: OtelRecord, at: number): OtelChange | null {
  if (progress.failures === 0 || progress.isAsked) return null;
  return { progress: { ...progress, makeAt: 0, tryAt: progress.tryAt && at } };
}

/** A request was refused: what was in it is in none, so that the next one has it. That is made at `at`, or later. */
export function afterRefused(
  { progress, counters }: OtelRecord,
  { request, others }: Waiting,
  { problem, at }: { readonly problem: string; readonly at: number },
): OtelChange {
  const next = {
    ...progress,
    madeTo: endOf(progress, others),
    failures: progress.failures + 1,
    problem,
    isAsked: false,
    tryAt: others.length === 0 ? 0 : at,
    makeAt: Math.max(progress.makeAt, at),
  };
  return { progress: next, counters: withMade(counters, request.counts, -1), gone: [request.ref] };
}

/**
 * A request was too large: all that wait are made anew at `at`, of half as many points. A small one was refused for
 * another reason.
 */
export function afterTooLarge(
  record: OtelRecord,
  waiting: Waiting,
  { problem, at, refusedAt }: { readonly problem: string; readonly at: number; readonly refusedAt: number },
): OtelChange {
  const { progress, counters } = record;
  const { request, others } = waiting;
  const half = Math.ceil(Math.min(progress.mostPoints, request.series) / 2);
  if (half < LEAST_POINTS) return afterRefused(record, waiting, { problem, at: refusedAt });
  const all = [request, ...others];
  const next = {
    ...progress,
    madeTo: endOf(progress, []),
    failures: progress.failures + 1,
    mostPoints: half,
    problem,
    isAsked: false,
    tryAt: 0,
    makeAt: at,
  };
  return { progress: next, counters: withoutRequests(counters, all), gone: all.map(({ ref }) => ref) };
}

/** Requests of another receiver, or of another temporality, are of no use for the one that is set now. */
export function withReceiver(
  { progress, counters }: OtelRecord,
  receiver: string,
  waiting: readonly OtelRequest[],
): OtelChange {
  const nothing = {
    failures: 0,
    mostPoints: MOST_POINTS,
    problem: null,
    warning: null,
    makeAt: 0,
    tryAt: 0,
    isAsked: false,
  };
  const next = { ...progress, ...nothing, receiver, madeTo: endOf(progress, []) };
  return { progress: next, counters: withoutRequests(counters, waiting), gone: waiting.map(({ ref }) => ref) };
}

/** Gives up the oldest requests where too many wait, or for too long; null where none does. */
export function withoutStale(
  { progress, counters }: OtelRecord,
  waiting: readonly OtelRequest[],
  now: number,
): OtelChange | null {
  let bytes = 0;
  const kept = waiting.slice(1 - MOST_REQUESTS).filter(({ to }) => to >= now - LONGEST_WAIT);
  const fitting = kept.toReversed().filter((request) => {
    bytes += request.bytes;
    return bytes <= MOST_BYTES;
  });
  const gone = waiting.filter((request) => !fitting.includes(request));
  if (gone.length === 0) return null;
  // A pause that a receiver has asked for holds for those that follow, too.
  const next = { ...progress, madeTo: endOf(progress, fitting) };
  return { progress: next, counters: withoutRequests(counters, gone), gone: gone.map(({ ref }) => ref) };
}

function withoutRequests(counters: OtelRecord['counters'], gone: readonly OtelRequest[]): OtelRecord['counters'] {
  return gone.reduce((sum, { counts }) => withMade(sum, counts, -1), counters);
}

/** End of the newest request that a receiver has, or may still get. */
function endOf({ takenTo }: OtelProgress, waiting: readonly OtelRequest[]): number {
  return waiting.reduce((newest, { to }) => Math.max(newest, to), takenTo);
}
