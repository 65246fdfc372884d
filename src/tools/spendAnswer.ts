import type { Steps } from '../figures/scan/steps.ts';
import { valueIdOf } from '../figures/sums/dimensions.ts';
import { groupKeys, rankGroups, sumGroups } from '../figures/sums/totals.ts';
import { BASIS_CODES, basisOfParts, COST_PARTS, type CostPart } from '../shared/basis.ts';
import { isUnknown } from '../shared/cost.ts';
import { ITEM_COUNT } from '../shared/measures.ts';
import { centsToDecimal, type Money, sumOfAmounts } from '../shared/money.ts';
import { partsToCents } from '../shared/rounding/partsToCents.ts';
import { roundedShares } from '../shared/rounding/roundedShares.ts';
import { roundGrid } from '../shared/rounding/roundGrid.ts';
import type { ScopeDimension } from '../shared/scope.ts';
import { MINUTE, type Span } from '../time/utc.ts';
import { knowledgeOf, noteOf } from './answerNote.ts';
import { instantText, textOf } from './answerText.ts';
import { bucketName } from './bucketName.ts';
import { missText, type ToldValue, ValueFinder } from './foundValues.ts';
import { type AskedPeriod, askedPeriod, oneGroup, type PeriodSums, passingKeys, periodSums } from './periodSums.ts';
import type { SumsQuestion } from './toolInput.ts';
import type { ToolSources } from './toolSources.ts';
import type { FilteredBy, GroupBy } from './tools.ts';

/** A part of a sum, exact. */
interface Part extends ToldValue {
  /** Millionths of a cent, in the order of `COST_PARTS`. */
  readonly amounts: readonly Money[];
  readonly unpricedTokens: number;
  /** False where its usage is on no bill, so that it has no dollars. */
  readonly isPriced: boolean;
}

/** Answers what was spent in a period, as JSON. Throws BadInput. */
export function* spendAnswer(question: SumsQuestion, sources: ToolSources): Steps<string> {
  const { groupBy, top, filter } = question;
  const asked = askedPeriod({ ...question, measure: 'cost', filtered: filteredBy(filter), compare: false }, sources);
  yield* asked.context.load(asked.span);
  const keys = sources.dayCache.keys.all.slice();
  const finder = new ValueFinder(sources);
  const found = finder.filters(filter, keys);
  if ('error' in found) return missText(found, sources);
  const sums = yield* periodSums(asked, keys, passingKeys(keys, found.filters, 'cost'));
  const knowledge = knowledgeOf(sums, sources.now);
  const parts = knowledge.isKnown ? partsOf(groupBy, asked, sums, finder, sources) : [];
  yield keys.length;
  const figures = rounded(parts, sums);
  const isKnown = knowledge.isKnown && !figures.isUnpriced;
  const tiny = figures.isTiny ? 'The total is above zero and below a cent. ' : '';
  const note = tiny + noteOf(asked, sums, found.filters, sources);
  const order = shownOrder(
    parts.map(({ amounts }) => sumOfAmounts(amounts)),
    top,
    groupBy,
  );
  return textOf(Math.min(top, parts.length), sources, (shown) => {
    const at = order(shown);
    const left = figures.total - at.reduce((sum, index) => sum + (figures.rows[index] ?? 0n), 0n);
    return {
      currency: 'USD',
      period: periodText(asked.span, sources),
      total: isKnown ? centsToDecimal(figures.total) : null,
      basis: { ...basisText(isKnown ? figures.columns : null), note },
      unpricedTokens: figures.unpricedTokens,
      dataUpTo: instantText(sources.freshness.dataTo),
      groupBy,
      ...(found.told.length > 0 && { filter: found.told }),
      rows: at.map((index) => rowOf(parts[index], figures.rows[index], figures.shares?.[index])),
      rest: { count: parts.length - at.length, spend: isKnown ? centsToDecimal(left) : null },
      truncated: shown < Math.min(top, parts.length),
      ...(sources.sample && { sample: true }),
    };
  });
}

/** Dollars by basis, of cents; nulls where nothing is known. */
export function basisText(columns: readonly bigint[] | null): Readonly<Record<CostPart, string | null>> {
  const [billed, mixed, estimated] = COST_PARTS.map((_, at) => columns && centsToDecimal(columns[at] ?? 0n));
  return { billed: billed ?? null, mixed: mixed ?? null, estimated: estimated ?? null };
}

/** Dimensions of usage that a filter names. */
export function filteredBy(filter: SumsQuestion['filter']): ScopeDimension[] {
  const isOfUsage = (name: string): name is ScopeDimension => name !== ('organization' satisfies FilteredBy);
  return Object.keys(filter).filter(isOfUsage);
}

/** The period as far as it has gone: its ends, and the zone of its days. */
export function periodText({ start, end }: Span, { now, zone }: Pick<ToolSources, 'now' | 'zone'>) {
  const minute = Math.floor(now / MINUTE) * MINUTE;
  return { from: instantText(start), to: instantText(Math.max(start, Math.min(end, minute))), days: zone };
}

/** Indexes of the largest so many parts: those of time in its order, others by size, as they come. */
export function shownOrder(
  sizes: readonly (bigint | number)[],
  top: number,
  groupBy: GroupBy,
): (count: number) => number[] {
  const isOfTime = groupBy === 'day' || groupBy === 'hour';
  const bySize = [...sizes.keys()];
  if (isOfTime) bySize.sort((a, b) => compareSizes(sizes[b], sizes[a]) || a - b);
  return (count) => {
    const shown = bySize.slice(0, Math.min(count, top));
    return isOfTime ? shown.sort((a, b) => a - b) : shown;
  };
}

function compareSizes(a: bigint | number = 0, b: bigint | number = 0): number {
  return a > b ? 1 : a < b ? -1 : 0;
}

/** All parts of a sum by what it is grouped by, the dearest first; those of time in its order. */
function partsOf(
  groupBy: GroupBy,
  asked: AskedPeriod,
  sums: PeriodSums,
  finder: ValueFinder,
  sources: ToolSources,
): Part[] {
  switch (groupBy) {
    case 'none':
      return [];
    case 'organization': {
      const { id, name } = finder.organization();
      return [{ id, name, ...wholeOf(sums) }];
    }
    case 'day':
    case 'hour':
      return bucketParts(groupBy, asked, sums, sources);
    default:
      return valueParts(groupBy, sums, finder);
  }
}

function bucketParts(unit: 'day' | 'hour', { context }: AskedPeriod, sums: PeriodSums, { zone }: ToolSources): Part[] {
  return sums.buckets.flatMap((bucket, at) => {
    if (bucket.basis === 'none') return [];
    const byBasis = sums.byBucket?.partsOf(at) ?? [];
    return {
      ...bucketName(bucket.start, unit, context.calendar, zone),
      amounts: COST_PARTS.map((part) => byBasis[BASIS_CODES[part]] ?? 0n),
      unpricedTokens: sums.byBucket?.unpriced[at] ?? 0,
      isPriced: true,
    };
  });
}

function valueParts(dimension: ScopeDimension, { keys, passing, rollup }: PeriodSums, finder: ValueFinder): Part[] {
  const groups = groupKeys(
    keys,
    (key) => valueIdOf(key, dimension, 'cost'),
    (number) => passing[number] === true,
  );
  const sums = sumGroups(rollup, keys, groups);
  const listed = rankGroups(sums, groups.ids, null).filter((at) => sums.seen[at] === 1);
  return listed.map((at) => {
    const counts = sums.counts.subarray(at * ITEM_COUNT, (at + 1) * ITEM_COUNT);
    const amounts = COST_PARTS.map((part) => sums.amounts[BASIS_CODES[part]]?.at(at) ?? 0n);
    return {
      ...finder.told(dimension, groups.ids[at] ?? ''),
      amounts,
      unpricedTokens: sums.unpriced[at] ?? 0,
      isPriced: !(counts.some((count) => count !== 0) && basisOfParts(amounts) === 'none'),
    };
  });
}

/** The whole of a period, as one part. */
function wholeOf({ keys, passing, rollup }: PeriodSums): Omit<Part, keyof ToldValue> {
  const sums = sumGroups(rollup, keys, oneGroup(passing));
  return {
    amounts: COST_PARTS.map((part) => sums.amounts[BASIS_CODES[part]]?.at(0) ?? 0n),
    unpricedTokens: sums.unpriced[0] ?? 0,
    isPriced: true,
  };
}

/** Figures in cents that add up: the rows, and the parts by basis, to the total that is printed elsewhere too. */
function rounded(parts: readonly Part[], sums: PeriodSums) {
  const whole = wholeOf(sums);
  const columns = partsToCents(whole.amounts);
  const grid = roundGrid(
    parts.map(({ amounts }) => amounts),
    { columns },
  );
  const sizes = parts.map(({ amounts }) => sumOfAmounts(amounts));
  const amount = sumOfAmounts(whole.amounts);
  return {
    columns,
    total: sumOfAmounts(columns),
    rows: grid.rows,
    shares: roundedShares(sizes),
    unpricedTokens: whole.unpricedTokens,
    isTiny: amount > 0n && sumOfAmounts(columns) === 0n,
    isUnpriced: isUnknown({ amount, basis: 'billed', unpricedTokens: whole.unpricedTokens }),
  };
}

function rowOf(part: Part | undefined, cents = 0n, share: number | undefined) {
  if (!part) return {};
  const { id, name, amounts, unpricedTokens, isPriced } = part;
  const amount = sumOfAmounts(amounts);
  const isKnown = isPriced && !isUnknown({ amount, basis: 'billed', unpricedTokens });
  return {
    id,
    name,
    spend: isKnown ? centsToDecimal(cents) : null,
    share: share === undefined || !isKnown ? null : shareText(share),
    ...(unpricedTokens > 0 && { unpricedTokens }),
  };
}

/** Thousandths as `63.0%`. */
export function shareText(thousandths: number): string {
  return `${(thousandths / 10).toFixed(1)}%`;
}
