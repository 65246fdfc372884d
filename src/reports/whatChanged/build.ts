import { causeSentence } from '../../figures/change/causeSentence.ts';
import { explainChange } from '../../figures/change/explainChange.ts';
import { basisOfChange, differenceOf, type SpendChange } from '../../shared/change.ts';
import { fromToText } from '../../shared/changeWords.ts';
import { unpricedText } from '../../shared/cost.ts';
import { createFormat } from '../../shared/format.ts';
import type { ReportBody } from '../definition.ts';
import { comparedPeriod } from '../notes/comparedPeriod.ts';
import { exclusions } from '../notes/exclusions.ts';
import type { ReportRequest, ReportSum } from '../report.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import { chartOf } from '../table/charts.ts';
import { headingBy } from '../table/columnDef.ts';
import { comparisonOf } from '../table/comparison.ts';
import { changeTable, effectTable } from './changeTable.ts';

const MEANING = [
  'Volume: more or fewer input or output tokens. Mix of models: different models, service tiers, context windows, geographies or speeds for the same number of tokens. Price: a different price for the same kind of token. Cache hit rate: different shares of cache reads, cache writes and uncached input in the same amount of input. New and gone: API keys used in only one of the two periods. Not token-based: web searches, code execution, session usage and credits.',
  'Each cause is averaged over every order in which the causes could have happened (the Shapley value). No order is preferred, and the parts add up to the change exactly.',
];

/** Difference between a period and its previous one, split into what each key, workspace, model and cause contributed. */
export function build(data: ReportData, request: ReportRequest): ReportBody {
  const compared = comparisonOf(data, request);
  const { lines, before } = compared;
  const notIncluded = [...exclusions(data, lines), ...unpricedBefore(data, before ?? [])];
  const hasBegun = data.period.start < data.now;
  if (!hasBegun || (lines.length === 0 && (before ?? []).length === 0)) return { sections: [], notIncluded };
  const words = comparedPeriod(data, compared);
  if (before === null) {
    return { sections: [{ title: headingBy('apiKey'), paragraphs: [words], table: null }], notIncluded };
  }
  const change = explainChange(before, lines);
  const [byKey, byCause] = [changeTable(data, change, 'apiKey'), effectTable(change)];
  return {
    sum: changeSum(data, change),
    charts: [
      chartOf('ranked', 'Change by API key', byKey, 'change_usd'),
      // The cost before is no change.
      chartOf('ranked', 'Change by cause', { ...byCause, rows: byCause.rows.slice(1) }, 'amount_usd'),
    ],
    sections: [
      { title: headingBy('apiKey'), paragraphs: [words], table: byKey },
      { title: headingBy('workspace'), paragraphs: [], table: changeTable(data, change, 'workspace') },
      { title: headingBy('model'), paragraphs: [], table: changeTable(data, change, 'model') },
      { title: 'By cause', paragraphs: MEANING, table: byCause },
    ],
    notIncluded,
  };
}

function unpricedBefore({ locale, period }: ReportData, before: readonly UsageLine[]): string[] {
  const tokens = before.reduce((sum, { unpricedTokens }) => sum + unpricedTokens, 0);
  if (tokens === 0) return [];
  return [
    `${unpricedText(createFormat(locale, period.zone), tokens)} in the previous period: no price is known for them.`,
  ];
}

/** `+$1,204: ci-bot, Opus 5.5, volume ×6. From $310.00 to $1,514.00, +388.4%.` */
function changeSum(data: ReportData, change: SpendChange): ReportSum {
  const format = createFormat(data.locale, data.period.zone);
  const cause = causeSentence(change, { format, nameOf: (dimension, id) => data.nameOf(dimension, id).name });
  return {
    amount: differenceOf(change),
    basis: basisOfChange(change),
    lead: `${cause}.`,
    words: fromToText(change, format),
  };
}
