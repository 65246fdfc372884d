import { createFormat } from '../../shared/format.ts';
import { median } from '../../shared/median.ts';
import type { Money } from '../../shared/money.ts';
import type { Cell, Column } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import type { CostRow } from '../../source/source.ts';
import { chargesOf, isUnallocatedKey } from '../../spend/unallocated.ts';
import { DAY, startOfUtcDay, utcDay } from '../../time/utc.ts';
import type { Section } from '../report.ts';
import type { DayBill, ReportData } from '../reportData.ts';
import { money, text } from '../table/cells.ts';
import { differenceCells } from './cells.ts';

const COLUMNS: readonly Column[] = [
  { key: 'day', title: 'Day (UTC)', kind: 'text', unbroken: true },
  { key: 'state', title: 'Bill', kind: 'text', unbroken: true },
  { key: 'billed_usd', title: 'Billed', kind: 'money' },
  { key: 'measured_usd', title: 'Comparable', kind: 'money' },
  { key: 'estimated_usd', title: 'Estimated at day’s end', kind: 'money' },
  { key: 'difference_usd', title: 'Difference', kind: 'money' },
  { key: 'difference_percent', title: 'Difference %', kind: 'ratio' },
  { key: 'restated_from_usd', title: 'Before restatement', kind: 'money', isLast: true },
  { key: 'restated_at', title: 'Restated at', kind: 'text', unbroken: true, isLast: true },
];

const STATES = {
  whole: 'Final',
  growing: 'Still growing',
  missing: 'Not billed yet',
  unread: 'No data',
  running: 'Today',
} as const;
type State = keyof typeof STATES;

interface Day {
  readonly start: number;
  readonly state: State;
  readonly billed: Money | null;
  /** The billed part that an estimate can know of. */
  readonly ofUsage: Money | null;
  readonly estimated: Money | null;
  readonly byKind: boolean;
  readonly restated: DayBill['restated'];
}

/** The bill by UTC day, final or still open, and each day's estimate as of its end. */
export function daySection(data: ReportData, bills: readonly DayBill[]): Section {
  const days = daysOf(data, bills);
  const compared = days.filter(isCompared);
  const sum = (of: readonly Day[], amountOf: (day: Day) => Money | null) => {
    const amounts = of.map(amountOf).filter((amount) => amount !== null);
    return amounts.length === 0 ? null : amounts.reduce((total, amount) => total + amount, 0n);
  };
  const ofUsage = sum(compared, (day) => day.ofUsage);
  const ofCompared = sum(compared, ({ estimated }) => estimated);
  const [measured, , ...difference] = differenceCells(ofUsage, ofCompared);
  const billed = sum(days, (day) => day.billed);
  const estimated = sum(days, (day) => day.estimated);
  const figures = [money(billed, 'billed'), measured, money(estimated, 'estimated'), ...difference];
  const total = [text(terms.TOTAL), text(''), ...figures, money(null, 'billed'), text('')];
  return {
    title: 'By day',
    paragraphs: [...accuracyWords(data, compared), ...paragraphs(days)],
    table: days.length === 0 ? null : { key: 'days', columns: COLUMNS, rows: days.map(rowOf), total },
  };
}

function daysOf(data: ReportData, bills: readonly DayBill[]): Day[] {
  const byStart = new Map(bills.map((bill) => [bill.start, bill]));
  const days: Day[] = [];
  for (let start = startOfUtcDay(data.period.start); start < Math.min(data.period.end, data.now); start += DAY) {
    const bill = byStart.get(start);
    if (bill) days.push(billedDay(bill));
    else days.push({ ...UNBILLED, start, state: stateOf(start, data) });
  }
  return days;
}

const UNBILLED = { billed: null, ofUsage: null, estimated: null, byKind: false, restated: null } as const;

function stateOf(start: number, data: ReportData): State {
  if (start + DAY > data.now) return 'running';
  return data.isKnown({ start, end: start + DAY }) ? 'missing' : 'unread';
}

function billedDay(bill: DayBill): Day {
  let [billed, ofUsage] = [0n, 0n];
  const unallocated: CostRow[] = [];
  for (const row of bill.rows) {
    billed += row.amount;
    if (bill.kindOf(row)) ofUsage += row.amount;
    else unallocated.push(row);
  }
  if ([...(bill.estimated?.keys() ?? [])].some(isUnallocatedKey)) {
    for (const { amount } of chargesOf(unallocated)) ofUsage += amount;
  }
  const byKind = bill.estimated !== null;
  const estimated = byKind ? [...bill.estimated.values()].reduce((a, b) => a + b, 0n) : (bill.estimatedTotal ?? null);
  const state = bill.whole ? 'whole' : 'growing';
  return { start: bill.start, state, billed, ofUsage, estimated, byKind, restated: bill.restated };
}

function isCompared({ state, estimated }: Day): boolean {
  return state === 'whole' && estimated !== null;
}

function rowOf(day: Day): Cell[] {
  const name = utcDay(day.start);
  const cells = differenceCells(isCompared(day) ? day.ofUsage : null, day.estimated);
  const restated = [
    money(day.restated?.from ?? null, 'billed'),
    text(day.restated ? `${new Date(day.restated.at).toISOString().slice(0, 19)}Z` : ''),
  ];
  return [text(name), text(STATES[day.state]), money(day.billed, 'billed'), ...cells, ...restated];
}

/** Says how near estimates came to their bills: a hundredth of a per cent at least, as nobody promises less. */
function accuracyWords({ locale }: ReportData, days: readonly Day[]): string[] {
  const errors = days
    .flatMap(({ start, ofUsage, estimated }) =>
      ofUsage === null || ofUsage <= 0n || estimated === null
        ? []
        : { start, error: Math.abs(Number(ofUsage - estimated) / Number(ofUsage)) },
    )
    .sort((a, b) => a.error - b.error);
  const [worst, middle] = [errors.at(-1), median(errors.map(({ error }) => error))];
  if (!worst || middle === null) return [];
  const format = createFormat(locale, 'UTC');
  const [day, most] = [format.day(worst.start), format.atMost(worst.error)];
  if (errors.length === 1) return [`The estimate at the end of ${day} was within ${most} of the bill.`];
  return [
    `Over ${errors.length} days, end-of-day estimates were within ${format.atMost(middle)} of the bill (median; worst ${most} on ${day}).`,
  ];
}

function paragraphs(days: readonly Day[]): string[] {
  const when = (of: (day: Day) => boolean) => days.filter(of).map(({ start }) => start);
  const notes: readonly (readonly [starts: readonly number[], words: (days: string) => string])[] = [
    [
      when(({ state }) => state === 'growing'),
      (which) =>
        `Not final yet: ${which}. A bill can grow for a day after its own day ends; its estimate is compared once it is final.`,
    ],
    [
      when(({ restated }) => restated !== null),
      (which) => `Restated: ${which}. These bills were final, but the API now shows different totals.`,
    ],
    [when(({ state }) => state === 'missing'), (which) => `Not billed yet: ${which}.`],
    [
      when(({ state }) => state === 'unread'),
      (which) => `No data: ${which}. These days have not been read from the API.`,
    ],
    [
      when(({ billed, estimated }) => billed !== null && estimated === null),
      (which) =>
        `No estimate recorded: ${which}. Estimates are recorded when a UTC day ends or at the next start, from this extension’s first use on, for days whose usage is complete and priced.`,
    ],
    [
      when(({ byKind, estimated }) => !byKind && estimated !== null),
      (which) => `Estimated in total, but not by line: ${which}.`,
    ],
  ];
  return notes.flatMap(([starts, words]) => (starts.length === 0 ? [] : [words(dayRanges(starts))]));
}

export function daysText(count: number): string {
  return count === 1 ? 'one day' : `${count} days`;
}

/** UTC days (starts in ms, ascending) as `2026-11-01 to 2026-11-08, 2026-11-12`. */
function dayRanges(starts: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const start of starts) {
    const range = ranges.at(-1);
    if (range && range.last + DAY === start) range.last = start;
    else ranges.push({ first: start, last: start });
  }
  return ranges
    .map(({ first, last }) => (first === last ? utcDay(first) : `${utcDay(first)} to ${utcDay(last)}`))
    .join(', ');
}
