import type { LiveEstimate } from '../ledger/estimateTable.ts';
import type { Names } from '../ledger/nameTable.ts';
import type { SetApartLine } from '../ledger/setApartTable.ts';
import { type Cost, sumOfCosts } from '../shared/cost.ts';
import { createFormat } from '../shared/format.ts';
import type { Problem, Progress } from '../shared/panelView.ts';
import type { Summary } from '../shared/summary.ts';
import type { Organization } from '../source/source.ts';
import type { LastHour } from '../spend/lastHour.ts';
import { chargesOf } from '../spend/unallocated.ts';
import { type Span, startOfUtcMonth } from '../time/utc.ts';
import { zoneDay } from '../time/zone.ts';
import { accuracyOf } from './accuracy.ts';
import { caveatsOf } from './caveats.ts';
import type { CostItem } from './costItems.ts';
import { workspaceValue } from './names.ts';
import { onUsual, onYesterday } from './pace.ts';
import { ranked } from './ranked.ts';
import { type Freshness, isShown } from './scan/freshness.ts';
import type { PricedDays } from './scan/pricedDays.ts';
import { setApartDays } from './setApartDays.ts';
import { modelValue } from './sums/dimensions.ts';

/** Facts that stand beside the priced days. */
export interface SummaryInput {
  readonly organization: Organization;
  readonly sample: boolean;
  /** ms */
  readonly now: number;
  readonly zone: string;
  readonly locale: string;
  readonly names: Names;
  readonly freshness: Freshness;
  readonly checkedAt: number | null;
  readonly intervalMs: number;
  readonly problem: Problem | null;
  readonly progress: Progress | null;
  readonly lastHour: LastHour | null;
  readonly estimates: readonly LiveEstimate[];
  /** Of yesterday, the month and whatever else is shown. */
  readonly setApart: readonly SetApartLine[];
}

/**
 * The summary that the status bar, its tooltip and the head of the panel show: today, yesterday, the month, the last
 * hour. Made at every poll, so full UTC days are summed by kind and only days that a zone cuts need columns. A figure
 * is null where data of it are missing.
 */
export function summarize(pricedDays: PricedDays, input: SummaryInput): Summary {
  const { now, zone, organization, freshness } = input;
  const today = zoneDay(now, zone);
  const yesterday = zoneDay(today.start - 1, zone);
  const monthStart = startOfUtcMonth(now);
  const month = { start: monthStart, end: zoneDay(now, 'UTC').end };
  const ofToday = isShown(freshness, today) ? pricedDays.costItems(today) : null;
  const before = known(pricedDays, yesterday);
  const format = createFormat(input.locale, zone);
  const ofBills = createFormat(input.locale, 'UTC');
  return {
    organizationId: organization.id,
    organization: organization.name,
    sample: input.sample,
    locale: input.locale,
    zone,
    toldAt: now,
    todayEnd: today.end,
    intervalMs: input.intervalMs,
    dataTo: freshness.dataTo,
    checkedAt: input.checkedAt,
    problem: input.problem,
    progress: input.progress,
    todayStart: today.start,
    isTodayAtList: isAtList(ofToday ?? []),
    onUsual: input.lastHour && onUsual(pricedDays, input.lastHour),
    today: ofToday && sumOfCosts(ofToday, 'estimated'),
    onYesterday: before && ofToday && onYesterday(pricedDays, ofToday, freshness.dataTo ?? now, zone),
    yesterday: before,
    month: isShown(freshness, month) ? known(pricedDays, month) : null,
    monthStart,
    lastHour: input.lastHour?.cost ?? null,
    accuracy: accuracyOf(input.estimates, (estimate) => billedOf(pricedDays, estimate)),
    caveats: [
      ...caveatsOf(pricedDays, { now, today, ofToday: ofToday ?? [], format }),
      ...setApartDays(input.setApart, ofBills),
    ],
    dearestModels: ranked(ofToday ?? [], ({ model, costType }) => modelValue(model || costType)),
    dearestWorkspaces: ranked(ofToday ?? [], ({ workspaceId }) => workspaceValue(workspaceId, input.names)),
  };
}

/** A span's figure; null where a day of it, other than the running one, is not known. */
function known(pricedDays: PricedDays, span: Span): Cost | null {
  if (!pricedDays.isKnown(span) || !pricedDays.canCutAt(span.start) || !pricedDays.canCutAt(span.end)) return null;
  const basis = pricedDays.basisOf(span);
  return basis === 'none' ? null : { ...sumOfCosts(pricedDays.costItems(span), basis), basis };
}

/** Billed amount of an estimate's parts: tokens and searches, and charges without usage where it has them. */
function billedOf(pricedDays: PricedDays, { start, isWithUnallocated }: LiveEstimate): bigint | null {
  if (!pricedDays.entry(start)?.isFinal) return null;
  const day = pricedDays.spend(start);
  if (day?.basis !== 'billed') return null;
  const lines = isWithUnallocated ? [...day.kinds, ...chargesOf(day.unallocated)] : day.kinds;
  return lines.reduce((sum, { amount }) => sum + amount, 0n);
}

function isAtList(pieces: readonly CostItem[]): boolean {
  const paid = pieces.filter(({ amount }) => amount !== 0n);
  return paid.length > 0 && paid.every((piece) => piece.isAtList);
}
