import type { Steps } from '../figures/scan/steps.ts';
import { valueIdOf } from '../figures/sums/dimensions.ts';
import { groupKeys, sumGroups } from '../figures/sums/totals.ts';
import { INPUT, ITEM_COUNT, sumUnits, type Units, unitsIn, unitsOf } from '../shared/measures.ts';
import { centsToDecimal, toCents } from '../shared/money.ts';
import { roundedShares } from '../shared/rounding/roundedShares.ts';
import type { ScopeDimension } from '../shared/scope.ts';
import { WEB_SEARCHES } from '../spend/kind.ts';
import { knowledgeOf, noteOf } from './answerNote.ts';
import { instantText, textOf } from './answerText.ts';
import { bucketName } from './bucketName.ts';
import { missText, type ToldValue, ValueFinder } from './foundValues.ts';
import { type AskedPeriod, askedPeriod, type PeriodSums, passingKeys, periodSums } from './periodSums.ts';
import { filteredBy, periodText, shareText, shownOrder } from './spendAnswer.ts';
import type { SumsQuestion } from './toolInput.ts';
import type { ToolSources } from './toolSources.ts';
import type { GroupBy } from './tools.ts';

interface CountedPart extends ToldValue {
  readonly units: Units;
}

/** Answers how many tokens were used in a period, as JSON. Throws BadInput. */
export function* tokensAnswer(question: SumsQuestion, sources: ToolSources): Steps<string> {
  const { groupBy, top, filter } = question;
  const asked = askedPeriod({ ...question, measure: 'tokens', filtered: filteredBy(filter), compare: false }, sources);
  yield* asked.context.load(asked.span);
  const keys = sources.dayCache.keys.all.slice();
  const finder = new ValueFinder(sources);
  const found = finder.filters(filter, keys);
  if ('error' in found) return missText(found, sources);
  const sums = yield* periodSums(asked, keys, passingKeys(keys, found.filters, 'tokens'));
  const { isKnown } = knowledgeOf(sums, sources.now);
  const parts = isKnown ? partsOf(groupBy, asked, sums, finder, sources) : [];
  yield keys.length;
  const whole = wholeOf(sums);
  const note = noteOf(asked, sums, found.filters, sources);
  const sizes = parts.map(({ units }) => unitsOf('tokens', units));
  const shares = roundedShares(sizes.map((size) => BigInt(Math.round(size))));
  const order = shownOrder(sizes, top, groupBy);
  return textOf(Math.min(top, parts.length), sources, (shown) => {
    const at = order(shown);
    const isShown = new Set(at);
    const left = parts.filter((_, index) => !isShown.has(index)).map(({ units }) => units);
    const restUnits = groupBy === 'none' ? whole : sumUnits(left);
    return {
      period: periodText(asked.span, sources),
      tokens: isKnown ? countsOf(whole) : null,
      ...(isKnown && { cacheSavings: savingsOf(sums) }),
      note,
      dataUpTo: instantText(sources.freshness.dataTo),
      groupBy,
      ...(found.told.length > 0 && { filter: found.told }),
      rows: at.map((index) => {
        const share = shares?.[index];
        const { id = '', name = '', units = [] } = parts[index] ?? {};
        return { id, name, ...countsOf(units), share: share === undefined ? null : shareText(share) };
      }),
      rest: { count: parts.length - at.length, ...countsOf(restUnits) },
      truncated: shown < Math.min(top, parts.length),
      ...(sources.sample && { sample: true }),
    };
  });
}

function partsOf(
  groupBy: GroupBy,
  asked: AskedPeriod,
  sums: PeriodSums,
  finder: ValueFinder,
  { zone }: ToolSources,
): CountedPart[] {
  switch (groupBy) {
    case 'none':
      return [];
    case 'organization':
      return [{ ...finder.organization(), units: wholeOf(sums) }];
    case 'day':
    case 'hour':
      return sums.buckets.flatMap((bucket, at) => {
        const units = Array.from(
          { length: ITEM_COUNT },
          (_, item) => sums.byBucket?.parts[item * sums.buckets.length + at] ?? 0,
        );
        return bucket.basis === 'none'
          ? []
          : { ...bucketName(bucket.start, groupBy, asked.context.calendar, zone), units };
      });
    default:
      return valueParts(groupBy, sums, finder);
  }
}

/** The values of a dimension, those with the most tokens first. Searches are those of the model that searched. */
function valueParts(
  dimension: ScopeDimension,
  { keys, passing, rollup }: PeriodSums,
  finder: ValueFinder,
): CountedPart[] {
  const groups = groupKeys(
    keys,
    (key) => valueIdOf(key, dimension, key.item === WEB_SEARCHES ? 'webSearches' : 'tokens'),
    (number) => passing[number] === true && (rollup.counts[number] ?? 0) !== 0,
  );
  const sums = sumGroups(rollup, keys, groups);
  return groups.ids
    .map((id, at) => ({ id, units: sums.counts.slice(at * ITEM_COUNT, (at + 1) * ITEM_COUNT) }))
    .sort((a, b) => unitsOf('tokens', b.units) - unitsOf('tokens', a.units) || (a.id < b.id ? -1 : 1))
    .map(({ id, units }) => ({ ...finder.told(dimension, id), units }));
}

function wholeOf({ keys, passing, rollup }: PeriodSums): Units {
  const units = new Float64Array(ITEM_COUNT);
  for (const [at, { item }] of keys.entries()) {
    if (passing[at] && item >= 0) units[item] = (units[item] ?? 0) + (rollup.counts[at] ?? 0);
  }
  return units;
}

/** Units by what they are, and the share of input that was read from a cache. */
function countsOf(units: Units) {
  const input = unitsIn(units, INPUT);
  return {
    total: unitsOf('tokens', units),
    uncachedInput: unitsOf('uncachedInput', units),
    cacheWrite5m: unitsOf('cacheWrite5m', units),
    cacheWrite1h: unitsOf('cacheWrite1h', units),
    cacheRead: unitsOf('cacheRead', units),
    output: unitsOf('output', units),
    cacheHitRate: input > 0 ? `${((100 * unitsOf('cacheRead', units)) / input).toFixed(1)}%` : null,
    webSearches: unitsOf('webSearches', units),
  };
}

/** Dollars that caching has saved, less what its writes cost more. */
function savingsOf({ keys, passing, rollup }: PeriodSums): string {
  return centsToDecimal(toCents(keys.reduce((sum, _, at) => sum + (passing[at] ? rollup.saved.at(at) : 0n), 0n)));
}
