import { dollarsText } from '../../shared/cost.ts';
import { DIMENSIONS } from '../../shared/dimensions.ts';
import { createFormat } from '../../shared/format.ts';
import type { Column } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import { utcDay } from '../../time/utc.ts';
import type { ReportChart } from '../chart.ts';
import type { ReportBody } from '../definition.ts';
import { exclusions } from '../notes/exclusions.ts';
import type { ReportRequest, Section } from '../report.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import { share } from '../table/cells.ts';
import { chartOf, dayTable } from '../table/charts.ts';
import { headingBy } from '../table/columnDef.ts';
import { hitRate, inputOf, sumOfLines } from '../table/sums.ts';
import { effectCell, totalOf } from '../whatIf/effect.ts';
import { AS_READS, isInput, moreHits } from '../whatIf/moreHits.ts';
import { lastMoment, PeriodRates } from '../whatIf/periodRates.ts';
import { type CacheDimension, cacheGroups, efficiencyTable, type MoreColumn } from './efficiencyTable.ts';
import { RANKED_FROM, rankKeys } from './keyRanking.ts';

const POINTS = 0.1;
const KEYS = DIMENSIONS.apiKey.plural;

const MEANING = [
  'Hit rate: cache reads as a share of all input (uncached input, cache writes and cache reads).',
  'Saved: what cache writes and reads would have cost as uncached input, minus what they did cost, at each day’s rates. It is negative where writes cost more than reads saved. Tokens with no known rate are excluded and listed as unpriced.',
];

const NOT_INCLUDED = [
  'Output tokens and tools: caching doesn’t affect their cost.',
  'Savings on refused requests: their tokens count in hit rates but weren’t billed.',
];

/** Hit rates and what caching saved, the keys that do best and worst, and what more hits would have brought these. */
export function build(data: ReportData, request: ReportRequest): ReportBody {
  const lines = data.lines(data.period, request.filters);
  const input = lines.filter((line) => isInput(line) && line.units > 0);
  const notIncluded = [...exclusions(data, input), ...NOT_INCLUDED];
  if (input.length === 0) return { sections: [], notIncluded };
  const by = (key: string, dimension: CacheDimension) =>
    efficiencyTable(data, key, dimension, cacheGroups(input, dimension));
  const byKey = by('by-api-key', 'apiKey');
  const everything = request.filters.length === 0 ? lines : data.lines(data.period, []);
  const rates = new PeriodRates(everything, utcDay(lastMoment(data)));
  return {
    lead: leadOf(data, input),
    charts: [
      hitRateByDay(data, request),
      chartOf('ranked', `${terms.SAVED} by ${DIMENSIONS.apiKey.word}`, byKey, 'saved_usd'),
    ],
    sections: [
      { title: headingBy('model'), paragraphs: MEANING, table: by('by-model', 'model') },
      { title: headingBy('workspace'), paragraphs: [], table: by('by-workspace', 'workspace') },
      { title: headingBy('apiKey'), paragraphs: [], table: byKey },
      ...rankedKeys(data, input, rates),
    ],
    notIncluded,
  };
}

/** `Caching saved ≈$1,234.56, with a hit rate of 63.0%.` */
function leadOf({ locale, period }: ReportData, input: readonly UsageLine[]): string {
  const format = createFormat(locale, period.zone);
  const sums = sumOfLines(input);
  const rate = format.share(hitRate(sums));
  if (sums.saved === 0n) return `Caching saved nothing. The hit rate is ${rate}.`;
  const isLoss = sums.saved < 0n;
  const amount = dollarsText(format, { amount: isLoss ? -sums.saved : sums.saved, basis: sums.basis });
  return `Caching ${isLoss ? 'cost' : 'saved'} ${amount}${isLoss ? ' more than it saved' : ''}, with a hit rate of ${rate}.`;
}

function hitRateByDay(data: ReportData, request: ReportRequest): ReportChart {
  const column: Column = { key: 'hit_rate', title: terms.HIT_RATE, kind: 'share' };
  const table = dayTable(data, request, [column], (lines) => {
    const sums = sumOfLines(lines);
    return [share(sums.units[3] ?? 0, inputOf(sums))];
  });
  return chartOf('overTime', `${terms.CACHE_HIT_RATE} by day`, table, column.key);
}

function rankedKeys(data: ReportData, input: readonly UsageLine[], rates: PeriodRates): Section[] {
  const least = createFormat(data.locale, data.period.zone).percent(RANKED_FROM);
  const ranked = `keys with at least ${least} of all input`;
  const { best, worst } = rankKeys(cacheGroups(input, 'apiKey'));
  if (best.length === 0) {
    const paragraphs = [`There are fewer than two ${ranked}, so there is no ranking.`];
    return [{ title: `Best and worst ${KEYS}`, paragraphs, table: null }];
  }
  const effects = new Map(worst.map(({ id, lines }) => [id, moreHits(lines, POINTS, rates)]));
  const unknown = { saved: null, unpricedTokens: 0 };
  const tenPoints: MoreColumn = {
    column: { key: 'ten_points_more_usd', title: '10 points more', kind: 'money' },
    cellOf: ({ id }) => effectCell(effects.get(id) ?? unknown, AS_READS),
    total: effectCell(totalOf([...effects.values()]), AS_READS),
  };
  return [
    {
      title: `Best ${KEYS}`,
      paragraphs: [`The highest hit rates among ${ranked}. Usage without an API key is not ranked.`],
      table: efficiencyTable(data, 'best-api-keys', 'apiKey', best),
    },
    {
      title: `Worst ${KEYS}`,
      paragraphs: [
        `The lowest hit rates among ${ranked}.`,
        '“10 points more” is the saving if another 10% of the input had been cache reads instead of uncached input, at what this organization pays for cache reads of the same model. Assumptions: all uncached tokens are equally likely to be read from the cache, and writes stay the same. For a key with less uncached input, it is the saving on all of it. Whether its prompts repeat often enough isn’t known here.',
      ],
      table: efficiencyTable(data, 'worst-api-keys', 'apiKey', worst, [tenPoints]),
    },
  ];
}
