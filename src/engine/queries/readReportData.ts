import { previousPeriod } from '../../figures/answer/comparePrevious.ts';
import { spanLines } from '../../figures/answer/spanLines.ts';
import { bucketBoundaries } from '../../figures/period/buckets.ts';
import { resolveRange } from '../../figures/period/resolveRange.ts';
import type { Freshness } from '../../figures/scan/freshness.ts';
import type { PricedDayCache } from '../../figures/scan/pricedDayCache.ts';
import type { PricedDays } from '../../figures/scan/pricedDays.ts';
import { QueryContext } from '../../figures/scan/queryContext.ts';
import { completed } from '../../figures/scan/steps.ts';
import { valueNamed } from '../../figures/sums/dimensions.ts';
import { NameDirectory } from '../../figures/sums/directory.ts';
import type { OrganizationLedger } from '../../ledger/ledger.ts';
import type { ReportRequest } from '../../reports/report.ts';
import type { ReportData, ReportDay } from '../../reports/reportData.ts';
import { isOfUtcDays } from '../../reports/reports.ts';
import { FIRST_CHOICE } from '../../shared/choice.ts';
import type { Organization } from '../../source/source.ts';
import { Calendar } from '../../time/calendar.ts';
import { DAY, type Span, startOfUtcDay, utcDay } from '../../time/utc.ts';
import type { EngineConfig } from '../thread/protocol.ts';
import { dayBills } from './dayBills.ts';

export interface ReportSources {
  readonly ledger: OrganizationLedger;
  readonly organization: Organization;
  readonly config: EngineConfig;
  readonly pricedDays: PricedDays;
  readonly dayCache: PricedDayCache;
  readonly freshness: Freshness;
  /** ms */
  readonly now: number;
  /** Budgets, what they are judged by, and cost centres. */
  readonly budgeting: Pick<ReportData, 'budgets' | 'dailyCosts' | 'runway' | 'costCentres'>;
}

/** Reads a report's data from the ledger of one moment. A report of UTC days stays so, whatever the setting. */
export function readReportData(request: ReportRequest, sources: ReportSources): ReportData {
  const { ledger, organization, config, pricedDays, dayCache, freshness, now } = sources;
  const zone = isOfUtcDays(request.report) ? 'UTC' : config.zone;
  const calendar = new Calendar(zone, now, pricedDays);
  const { from, to, range: name = null } = request;
  const range = resolveRange({ type: 'days', from, to }, calendar, name);
  const { start, end } = range;
  // Keys and counts come from usage, so its hours are needed.
  const context = new QueryContext({ pricedDays, ledger, dayCache, now, freshness }, calendar, {
    ...FIRST_CHOICE,
    by: 'apiKey',
  });
  const directory = new NameDirectory(ledger);
  const apiKeys = ledger.names.apiKeys();
  const happened = { start, end: Math.min(end, calendar.startOf(calendar.today + 1)) };
  const boundaries = bucketBoundaries(happened, 'day', calendar);
  const dayOf = (span: Span): ReportDay => ({ ...span, cut: calendar.isSeam(calendar.dayOf(span.start)) });
  const first = calendar.dayOf(start);
  const week = [-7, -6, -5, -4, -3, -2, -1].map((back) => first + back);
  return {
    organizationId: organization.id,
    organization: organization.name,
    sample: config.account.type === 'sample',
    locale: config.locale,
    now,
    dataTo: freshness.dataTo,
    checkedAt: ledger.syncState.get('checkedAt') || null,
    period: { start, end, zone, running: end > now },
    before: previousPeriod(boundaries, range, 'day', context).span,
    days: boundaries.slice(1).map((next, index) => dayOf({ start: boundaries[index] ?? next, end: next })),
    daysBefore: week.map((day) => dayOf({ start: calendar.startOf(day), end: calendar.startOf(day + 1) })),
    lines: (span, filters, later) => {
      const boundaries = bucketBoundaries(span, 'day', calendar);
      return completed(spanLines(boundaries, { context, dayCache, filters, ...(later && { later }) }));
    },
    isKnown: (span) => context.isAvailable({ start: span.start, end: Math.min(span.end, now) }, false),
    nameOf: (dimension, id) => valueNamed(dimension, id, directory),
    colorsOf: (dimension) => ledger.ownedColors.slots(dimension),
    keyOf: (id) => apiKeys.get(id) ?? null,
    bills: (span) => dayBills({ ledger, pricedDays }, { start: startOfUtcDay(span.start), end: span.end }),
    claudeCode: () => ledger.claudeCode.records(startOfUtcDay(start), Math.ceil(end / DAY) * DAY),
    ...sources.budgeting,
    notes: ledger.notes.all().filter(({ at }) => from <= utcDay(at) && utcDay(at) <= to),
    shortEmails: config.shortEmails,
  };
}
