import { DIMENSION_WORDS } from '../../shared/dimensions.ts';
import type { ReportBody } from '../definition.ts';
import { billSum } from '../notes/billSum.ts';
import { comparedPeriod } from '../notes/comparedPeriod.ts';
import { exclusions } from '../notes/exclusions.ts';
import { removedValues } from '../notes/removedValues.ts';
import type { ReportRequest } from '../report.ts';
import type { ReportData } from '../reportData.ts';
import { type ColumnDef, dimensionLabel, label, tableOf } from '../table/columnDef.ts';
import { comparisonOf, comparisonTotal } from '../table/comparison.ts';
import { changeColumn, costColumns, shareColumn } from '../table/costColumns.ts';
import { lineId } from '../table/sums.ts';
import { uniqueNames } from '../table/uniqueNames.ts';
import { type ChargeRow, centreRows, chargedCentres, chargeSources, partRows } from './charges.ts';

const NONE_SET = 'No cost centers are set. Add them to the setting claudeUsage.costCentres.';

/** Charges of cost centres for a month. Amounts sum to the bill to the last unit, and as they are rounded to its cents. */
export function build(data: ReportData, request: ReportRequest): ReportBody {
  const compared = comparisonOf(data, request);
  const { lines, total } = compared;
  const notIncluded = exclusions(data, lines);
  if (lines.length === 0) return { sections: [], notIncluded };

  const centres = data.costCentres();
  const charged = chargedCentres(compared, centres);
  const amounts = [...costColumns(lines).map(withCents), shareColumn(total), changeColumn()];
  const centre = label(0, 'cost_center', 'Cost center');
  const all: ChargeRow = comparisonTotal(compared);

  const modelOf = lineId('model');
  const model = uniqueNames(data, 'model', lines.map(modelOf));
  const byCentre = tableOf('by-cost-center', [centre, ...amounts], centreRows(charged), all);
  const byModel = partRows(charged, modelOf, (id) => [model(id)]);
  const source = chargeSources(data, lines, (line) => centres.chargeOf(line).isByKey);
  const bySource = partRows(charged, source.idOf, source.labelsOf);
  const names = [centre, dimensionLabel(1, 'workspace'), dimensionLabel(2, 'apiKey')];
  return {
    sum: billSum(data, request, total),
    charts: [
      { title: 'Cost by cost center', shape: 'ranked', table: byCentre, labels: ['cost_center'], values: ['cost_usd'] },
    ],
    sections: [
      {
        title: 'By cost center',
        paragraphs: [
          centres.names.length === 0 ? NONE_SET : '',
          comparedPeriod(data, compared),
          removedValues(data, compared, 'workspace'),
        ].filter((paragraph) => paragraph !== ''),
        table: byCentre,
      },
      {
        title: `By cost center and ${DIMENSION_WORDS.model}`,
        paragraphs: ['Charges without a model, such as web search, are listed by cost type.'],
        table: tableOf('by-cost-center-and-model', [centre, dimensionLabel(1, 'model'), ...amounts], byModel, all),
      },
      {
        title: `By cost center, ${DIMENSION_WORDS.workspace} and ${DIMENSION_WORDS.apiKey}`,
        paragraphs: [
          'API keys in the setting are charged to their cost center, the rest of a workspace to the workspace’s cost center.',
        ],
        table: tableOf('by-cost-center-and-workspace', [...names, ...amounts], bySource, all),
      },
    ],
    notIncluded: [...notIncluded, ...centres.bad.map(({ message }) => message)],
  };
}

/** Has a column of amounts print the cents that are charged. */
function withCents({ column, cell }: ColumnDef): ColumnDef<ChargeRow> {
  if (column.key !== 'cost_usd') return { column, cell };
  return {
    column,
    cell: (row) => {
      const own = cell(row);
      return own.kind === 'money' && own.amount !== null && row.cents !== undefined
        ? { ...own, cents: row.cents }
        : own;
    },
  };
}
