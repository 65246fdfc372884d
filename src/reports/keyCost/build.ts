import { capital } from '../../shared/capital.ts';
import { DIMENSION_WORDS, DIMENSIONS } from '../../shared/dimensions.ts';
import { NO_USAGE } from '../../shared/explorer.ts';
import * as terms from '../../shared/terms.ts';
import type { ReportBody } from '../definition.ts';
import { billSum } from '../notes/billSum.ts';
import { comparedPeriod } from '../notes/comparedPeriod.ts';
import { exclusions } from '../notes/exclusions.ts';
import { removedValues } from '../notes/removedValues.ts';
import type { ReportRequest } from '../report.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import { chartOf, costByDay } from '../table/charts.ts';
import { dimensionLabel, headingBy, label, tableOf } from '../table/columnDef.ts';
import { comparisonOf, comparisonTotal, rowsBy } from '../table/comparison.ts';
import { changeColumn, costColumns, shareColumn, tokenColumn, usageColumn } from '../table/costColumns.ts';
import { inputOf, lineId } from '../table/sums.ts';
import { keyLabels, keyModelRows } from './keyRows.ts';

/** Cost of each API key. Bills name none, so each day's amount of a kind is apportioned by the keys' tokens of it. */
export function build(data: ReportData, request: ReportRequest): ReportBody {
  const compared = comparisonOf(data, request);
  const { lines, total } = compared;
  const notIncluded = exclusions(data, lines);
  if (lines.length === 0) return { sections: [], notIncluded };

  const keyOf = lineId('apiKey');
  const amounts = [...costColumns(lines), shareColumn(total), changeColumn()];
  const tokens = [
    usageColumn(tokenColumn('input_tokens', terms.TOKENS_IN), inputOf),
    usageColumn(tokenColumn('output_tokens', terms.TOKENS_OUT), ({ units }) => units[4] ?? 0),
  ];
  const names = [
    dimensionLabel(0, 'apiKey'),
    label(1, 'hint', 'Hint', { isLast: true }),
    label(2, 'status', 'Status', { isLast: true }),
    label(3, 'workspace', capital(DIMENSION_WORDS.workspace), { isLast: true }),
  ];
  const byKey = rowsBy(compared, keyOf, keyLabels(data, lines));
  const byModel = keyModelRows(data, compared);
  const pair = [dimensionLabel(0, 'apiKey'), dimensionLabel(1, 'model')];
  const all = comparisonTotal(compared);
  const keys = tableOf('by-api-key', [...names, ...amounts, ...tokens], byKey, all);
  return {
    sum: billSum(data, request, total),
    charts: [chartOf('ranked', 'Cost by API key', keys, 'cost_usd'), costByDay(data, request, 'apiKey', lines)],
    sections: [
      {
        title: headingBy('apiKey'),
        paragraphs: [
          `Bills don’t break cost down by API key. Each day’s charge per token type is split in proportion to each key’s usage. ${rowWords(lines)}`.trim(),
          comparedPeriod(data, compared),
          removedValues(data, compared, 'apiKey'),
        ].filter((paragraph) => paragraph !== ''),
        table: keys,
      },
      {
        title: headingBy('apiKey', 'model'),
        paragraphs: [],
        table: tableOf('by-api-key-and-model', [...pair, ...amounts, ...tokens], byModel, all),
      },
    ],
    notIncluded,
  };

  function rowWords(own: readonly UsageLine[]): string {
    const ids = new Set(own.map(keyOf));
    const { unset, unused } = DIMENSIONS.apiKey;
    const words: string[] = [];
    if (ids.has('')) words.push(`“${unset}” is usage from the Console, OAuth and service accounts.`);
    if (ids.has(NO_USAGE)) words.push(`“${unused}”, such as code execution, can’t be assigned to an API key.`);
    return words.join(' ');
  }
}
