import type { ReportBody } from '../definition.ts';
import { billSum } from '../notes/billSum.ts';
import { comparedPeriod } from '../notes/comparedPeriod.ts';
import { exclusions } from '../notes/exclusions.ts';
import { removedValues } from '../notes/removedValues.ts';
import type { ReportRequest } from '../report.ts';
import type { ReportData } from '../reportData.ts';
import { chartOf, costByDay } from '../table/charts.ts';
import { dimensionLabel, headingBy, tableOf } from '../table/columnDef.ts';
import { comparisonOf, comparisonTotal, rowsBy, rowsByPair } from '../table/comparison.ts';
import { changeColumn, costColumns, shareColumn } from '../table/costColumns.ts';
import { lineId } from '../table/sums.ts';
import { uniqueNames } from '../table/uniqueNames.ts';

/** Charges of each workspace. Amounts sum to the bill to the last unit, whatever they are broken down by. */
export function build(data: ReportData, request: ReportRequest): ReportBody {
  const compared = comparisonOf(data, request);
  const { lines, total } = compared;
  const notIncluded = exclusions(data, lines);
  if (lines.length === 0) return { sections: [], notIncluded };

  const [workspaceOf, modelOf, costTypeOf] = [lineId('workspace'), lineId('model'), lineId('costType')];
  const workspace = uniqueNames(data, 'workspace', lines.map(workspaceOf));
  const model = uniqueNames(data, 'model', lines.map(modelOf));
  const costType = uniqueNames(data, 'costType', lines.map(costTypeOf));
  const amounts = [...costColumns(lines), shareColumn(total), changeColumn()];
  const first = dimensionLabel(0, 'workspace');
  const all = comparisonTotal(compared);

  const byWorkspace = rowsBy(compared, workspaceOf, (id) => [workspace(id)]);
  const byModel = rowsByPair(compared, [workspaceOf, modelOf], (id, own) => [workspace(id), model(own)]);
  const byCostType = rowsByPair(compared, [workspaceOf, costTypeOf], (id, own) => [workspace(id), costType(own)]);
  const workspaces = tableOf('by-workspace', [first, ...amounts], byWorkspace, all);
  return {
    sum: billSum(data, request, total),
    charts: [
      chartOf('ranked', 'Cost by workspace', workspaces, 'cost_usd'),
      costByDay(data, request, 'workspace', lines),
    ],
    sections: [
      {
        title: headingBy('workspace'),
        paragraphs: [comparedPeriod(data, compared), removedValues(data, compared, 'workspace')].filter(
          (paragraph) => paragraph !== '',
        ),
        table: workspaces,
      },
      {
        title: headingBy('workspace', 'model'),
        paragraphs: ['Charges without a model, such as web search, are listed by cost type.'],
        table: tableOf('by-workspace-and-model', [first, dimensionLabel(1, 'model'), ...amounts], byModel, all),
      },
      {
        title: headingBy('workspace', 'costType'),
        paragraphs: [],
        table: tableOf(
          'by-workspace-and-cost-type',
          [first, dimensionLabel(1, 'costType'), ...amounts],
          byCostType,
          all,
        ),
      },
    ],
    notIncluded,
  };
}
