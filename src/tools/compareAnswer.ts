import type { Steps } from '../figures/scan/steps.ts';
import { valueIdOf } from '../figures/sums/dimensions.ts';
import type { Rollup } from '../figures/sums/rollup.ts';
import { type DimensionGroups, type GroupSums, groupKeys, sumGroups } from '../figures/sums/totals.ts';
import { BASIS_CODES, BASIS_WORDS, COST_PARTS } from '../shared/basis.ts';
import { capital } from '../shared/capital.ts';
import { isUnknown } from '../shared/cost.ts';
import { createFormat } from '../shared/format.ts';
import { centsToDecimal, type Money, rowsToCents, sumOfAmounts } from '../shared/money.ts';
import { partsToCents } from '../shared/rounding/partsToCents.ts';
import { roundGrid } from '../shared/rounding/roundGrid.ts';
import type { DimensionKey } from '../spend/day/dimensionKeys.ts';
import { knowledgeOf, noteOf } from './answerNote.ts';
import { instantText, textOf } from './answerText.ts';
import { missText, type ToldValue, ValueFinder } from './foundValues.ts';
import {
  type AskedPeriod,
  askedPeriod,
  oneGroup,
  passingKeys,
  periodSums,
  previousOf,
  sumsBefore,
} from './periodSums.ts';
import { basisText, filteredBy, periodText } from './spendAnswer.ts';
import type { CompareQuestion } from './toolInput.ts';
import type { ToolSources } from './toolSources.ts';
import type { GroupBy } from './tools.ts';

/** Costs of both periods by group. */
interface Sides {
  readonly groups: DimensionGroups;
  readonly after: GroupSums;
  readonly before: GroupSums | null;
}

/** The other period of a comparison. */
interface OtherPeriod {
  readonly period: ReturnType<typeof periodText>;
  /** Null where it is not known, or does not compare. */
  readonly rollup: Rollup | null;
  readonly note: string;
}

const format = createFormat('en-US', 'UTC');

/** Answers what has changed from one period to another, as JSON. Throws BadInput. */
export function* compareAnswer(question: CompareQuestion, sources: ToolSources): Steps<string> {
  const { groupBy, top, filter, previous } = question;
  const shared = { groupBy, measure: 'cost', filtered: filteredBy(filter) } as const;
  const asked = askedPeriod({ ...shared, range: question.range, compare: previous === null }, sources);
  const other = previous && askedPeriod({ ...shared, range: previous, compare: false }, sources);
  const before = previousOf(asked);
  yield* asked.context.load(asked.span, other?.span ?? before.span);
  const keys = sources.dayCache.keys.all.slice();
  const finder = new ValueFinder(sources);
  const found = finder.filters(filter, keys);
  if ('error' in found) return missText(found, sources);
  const passing = passingKeys(keys, found.filters, 'cost');
  const sums = yield* periodSums(asked, keys, passing);
  const knowledge = knowledgeOf(sums, sources.now);
  const previousSums = other ? null : yield* sumsBefore(asked, before, keys, passing);
  const compared: OtherPeriod = other
    ? yield* otherPeriod(other, { keys, passing, filters: found.filters, isWhole: knowledge.isWhole }, sources)
    : {
        period: periodText(before.span, sources),
        rollup: previousSums?.rollup ?? null,
        note: previousSums ? `${capital(BASIS_WORDS[sources.pricedDays.basisOf(before.span)])}.` : NOT_COMPARED,
      };
  const note = noteOf(asked, sums, found.filters, sources, other ? null : { before: previousSums });
  const sides = sidesOf(groupBy, keys, passing, sums.rollup, compared.rollup);
  yield keys.length;
  const whole = sidesOf('none', keys, passing, sums.rollup, compared.rollup);
  const total = sideOf(whole.after, 0);
  const totalBefore = whole.before && sideOf(whole.before, 0);
  const movers = groupBy === 'none' || !knowledge.isKnown ? [] : moversOf(groupBy, sides, finder);
  const totals = { spend: sumOfAmounts(total.columns), previous: totalBefore && sumOfAmounts(totalBefore.columns) };
  const isKnown = knowledge.isKnown && !total.isUnpriced;
  const isPreviousKnown = totalBefore !== null && !totalBefore.isUnpriced;
  const known = { spend: isKnown ? totals.spend : null, previous: isPreviousKnown ? totals.previous : null };
  return textOf(Math.min(top, movers.length), sources, (shown) => {
    const rows = movers.slice(0, shown);
    const left = (figure: 'spend' | 'previous') =>
      (totals[figure] ?? 0n) - rows.reduce((sum, row) => sum + row[figure], 0n);
    const rest = {
      spend: known.spend === null ? null : left('spend'),
      previous: known.previous === null ? null : left('previous'),
    };
    return {
      currency: 'USD',
      period: periodText(asked.span, sources),
      total: dollarsOf(known.spend),
      basis: { ...basisText(isKnown ? total.columns : null), note },
      unpricedTokens: total.unpricedTokens,
      previous: {
        period: compared.period,
        total: dollarsOf(known.previous),
        basis: { ...basisText(isPreviousKnown ? totalBefore.columns : null), note: compared.note },
        unpricedTokens: totalBefore?.unpricedTokens ?? 0,
      },
      ...differenceOf(known.spend, known.previous),
      dataUpTo: instantText(sources.freshness.dataTo),
      groupBy,
      ...(found.told.length > 0 && { filter: found.told }),
      movers: rows.map(({ told, spend, previous, isKnown, unpricedTokens }) => ({
        ...told,
        spend: dollarsOf(isKnown ? spend : null),
        previous: dollarsOf(isKnown ? previous : null),
        ...differenceOf(isKnown ? spend : null, previous),
        ...(unpricedTokens > 0 && { unpricedTokens }),
      })),
      rest: {
        count: movers.length - rows.length,
        spend: dollarsOf(rest.spend),
        previous: dollarsOf(rest.previous),
        ...differenceOf(rest.spend, rest.previous),
      },
      truncated: shown < Math.min(top, movers.length),
      ...(sources.sample && { sample: true }),
    };
  });
}

const NOT_COMPARED = 'Not compared: what is stored does not cover both periods.';

/** Sums a period that was named to compare with. A part of one beside a whole would look like a change. */
function* otherPeriod(
  other: AskedPeriod,
  by: {
    readonly keys: readonly DimensionKey[];
    readonly passing: readonly boolean[];
    readonly filters: Parameters<typeof noteOf>[2];
    readonly isWhole: boolean;
  },
  sources: ToolSources,
): Steps<OtherPeriod> {
  const sums = yield* periodSums(other, by.keys, by.passing);
  const { isWhole, isKnown } = knowledgeOf(sums, sources.now);
  const isCompared = by.isWhole && isWhole && isKnown;
  const note = noteOf(other, sums, by.filters, sources);
  return {
    period: periodText(other.span, sources),
    rollup: isCompared ? sums.rollup : null,
    note: isCompared ? note : `${NOT_COMPARED} ${note}`,
  };
}

function sidesOf(
  groupBy: GroupBy,
  keys: readonly DimensionKey[],
  passing: readonly boolean[],
  after: Rollup,
  before: Rollup | null,
): Sides {
  const isOfValues = groupBy === 'model' || groupBy === 'workspace' || groupBy === 'apiKey';
  const groups: DimensionGroups = isOfValues
    ? groupKeys(
        keys,
        (key) => valueIdOf(key, groupBy, 'cost'),
        (number) => passing[number] === true,
      )
    : oneGroup(passing);
  return { groups, after: sumGroups(after, keys, groups), before: before && sumGroups(before, keys, groups) };
}

/** One side of a comparison, of a group. */
function sideOf(sums: GroupSums, at: number) {
  const amounts = amountsAt(sums, at);
  const unpricedTokens = sums.unpriced[at] ?? 0;
  return {
    columns: partsToCents(amounts),
    unpricedTokens,
    isUnpriced: isUnknown({ amount: sumOfAmounts(amounts), basis: 'billed', unpricedTokens }),
  };
}

function amountsAt(sums: GroupSums, at: number): Money[] {
  return COST_PARTS.map((part) => sums.amounts[BASIS_CODES[part]]?.at(at) ?? 0n);
}

interface Mover {
  readonly told: ToldValue;
  /** In cents, as is `previous`. */
  readonly spend: bigint;
  readonly previous: bigint;
  /** False where one of both has tokens alone that no price is known for. */
  readonly isKnown: boolean;
  readonly unpricedTokens: number;
}

/** Groups by how far they moved, either way; their cents add up to the totals. */
function moversOf(groupBy: GroupBy, { groups, after, before }: Sides, finder: ValueFinder): Mover[] {
  if (!before) return [];
  const listed = [...groups.ids.keys()].filter((at) => after.seen[at] === 1 || before.seen[at] === 1);
  const amounts = listed.map((at) => amountsAt(after, at));
  const columns = partsToCents(COST_PARTS.map((_, part) => sumOfAmounts(amounts.map((row) => row[part] ?? 0n))));
  const cents = roundGrid(amounts, { columns }).rows;
  const centsBefore = rowsToCents(listed.map((at) => sumOfAmounts(amountsAt(before, at))));
  const moved = listed.map((at, row) => ({ at, row, spend: cents[row] ?? 0n, previous: centsBefore[row] ?? 0n }));
  const size = ({ spend, previous }: Pick<Mover, 'spend' | 'previous'>) =>
    spend > previous ? spend - previous : previous - spend;
  moved.sort((a, b) => {
    const [one, two] = [size(a), size(b)];
    return one === two
      ? Number(b.spend - a.spend) || ((groups.ids[a.at] ?? '') < (groups.ids[b.at] ?? '') ? -1 : 1)
      : one > two
        ? -1
        : 1;
  });
  return moved.map(({ at, spend, previous }) => {
    const unpricedTokens = (after.unpriced[at] ?? 0) + (before.unpriced[at] ?? 0);
    const isUnpriced = sideOf(after, at).isUnpriced || sideOf(before, at).isUnpriced;
    const id = groups.ids[at] ?? '';
    const told =
      groupBy === 'model' || groupBy === 'workspace' || groupBy === 'apiKey'
        ? finder.told(groupBy, id)
        : finder.organization();
    return { told, spend, previous, isKnown: !isUnpriced, unpricedTokens };
  });
}

function dollarsOf(cents: bigint | null): string | null {
  return cents === null ? null : centsToDecimal(cents);
}

/** Difference of two figures in cents, and what that is of the earlier one. */
function differenceOf(spend: bigint | null, previous: bigint | null) {
  if (spend === null || previous === null) return { difference: null, change: null };
  const difference = spend - previous;
  return {
    difference: dollarsOf(difference),
    change: previous > 0n ? format.change(Number(difference) / Number(previous)) : null,
  };
}
