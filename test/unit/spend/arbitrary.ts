/** Any organization's days: a few workspaces, keys, models and tiers, so that their kinds meet. */
import fc from 'fast-check';
import { mapValues } from '../../../src/shared/mapValues.ts';
import { NO_SERIES, type Series } from '../../../src/source/series.ts';
import type { CostRow } from '../../../src/source/source.ts';
import type { DayRecord, UsageCell } from '../../../src/spend/bill.ts';
import { ITEMS, type UsageDetail } from '../../../src/spend/kind.ts';
import { HOUR, MINUTE } from '../../../src/time/utc.ts';
import { costRow, daysAgo, OPUS, otherRow, series, TODAY, UNLISTED } from './made.ts';

const DEFAULT_ID = 'wrkspc_default';

const workspaceId = fc.constantFrom('', DEFAULT_ID, 'wrkspc_a', 'wrkspc_b');
const model = fc.constantFrom(UNLISTED, OPUS, 'claude-sonnet-5-5');
const tier = fc.constantFrom('standard', 'batch', 'priority', 'flex', 'priority_on_demand', 'turbo');
const context = fc.constantFrom('0-200k', '200k-1M', '');
const geo = fc.constantFrom('', 'us', 'global', 'not_available');
const speed = fc.constantFrom('', 'standard', 'fast');
const detail: fc.Arbitrary<UsageDetail> = fc.record({ geo: fc.constantFrom('', 'us'), fast: fc.boolean() });

const anySeries = fc.record({
  ...mapValues(NO_SERIES, (unset) => fc.constant(unset)),
  workspaceId,
  apiKeyId: fc.constantFrom('', 'key-a', 'key-b', 'key-c'),
  model,
  serviceTier: tier,
  contextWindow: context,
  inferenceGeo: geo,
  speed,
});

/** As the ledger hands it out: one object for one set of dimensions, each hour of it once. */
const usage = (start: number) =>
  fc.uniqueArray(anySeries, { selector: identity, minLength: 1, maxLength: 8 }).chain((all) => {
    const counts = fc.tuple(...ITEMS.map(() => fc.oneof(fc.constant(0), fc.nat({ max: 5_000_000 }))));
    const cell = fc.record({ series: fc.constantFrom(...all), slot: fc.nat({ max: 26 }), counts });
    const selector = (of: { series: Series; slot: number }) => `${identity(of.series)}|${of.slot}`;
    return fc
      .uniqueArray(cell, { selector, maxLength: 30 })
      .map((cells) => cells.map((of): UsageCell => ({ ...of, start: start + slotStart(of.slot) })));
  });

/** Hours of a day; the last three numbers are quarters of its nineteenth hour, as a half-hour zone cuts it. */
function slotStart(slot: number): number {
  return slot < 24 ? slot * HOUR : 18 * HOUR + (slot - 23) * 15 * MINUTE;
}

export function identity(of: Series): string {
  return Object.values(series(of)).join('|');
}

const line = fc.oneof(
  fc.record({
    workspaceId,
    model,
    tokenType: fc.constantFrom(...ITEMS.slice(0, 5), 'thinking_tokens'),
    serviceTier: fc.constantFrom('standard', 'batch', 'flex'),
    contextWindow: fc.constantFrom('0-200k', '200k-1M'),
    inferenceGeo: fc.constantFrom('us', 'global', 'not_available'),
    speed: fc.constantFrom('standard', 'fast', ''),
    amount: fc.bigInt({ min: 0n, max: 10n ** 12n }),
  }),
  fc.record({
    workspaceId,
    costType: fc.constantFrom('web_search', 'code_execution', 'session_usage', 'teleportation'),
    amount: fc.bigInt({ min: 0n, max: 10n ** 12n }),
  }),
);
const bill = fc
  .array(line, { maxLength: 12 })
  .map((lines): CostRow[] =>
    lines.map((of) => ('costType' in of ? otherRow(of.amount, of.costType, of) : costRow(of.amount, of))),
  );

/** A day so long ago; `whole` or not. */
function day(ago: number, isFinal: fc.Arbitrary<boolean>): fc.Arbitrary<DayRecord> {
  const start = daysAgo(ago);
  return fc.record({
    start: fc.constant(start),
    bill,
    isFinal,
    usage: usage(start),
    detail,
    defaultWorkspaceId: fc.constant(DEFAULT_ID),
  });
}

/** Whole days, the newest first, of the ten before yesterday. */
export const wholeDays = fc.tuple(...[2, 3, 4, 5, 6, 10].map((ago) => day(ago, fc.constant(true))));

export const billedDay = day(2, fc.constant(true));
export const anyDay = day(1, fc.boolean());
export const unbilledDay = day(0, fc.constant(false)).map((of): DayRecord => ({ ...of, start: TODAY, bill: [] }));

/** The same in another order. */
export function shuffled<Item>(items: readonly Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
}
