import { billWords } from './billWords.ts';
import { comparisonOf, rowsBy, rowsByPair, totalRow } from './comparison.ts';
import { changeColumn, costColumns, shareColumn } from './costColumns.ts';
import { goneWords } from './goneWords.ts';
import { lineId } from './ids.ts';
import { leftOut } from './leftOut.ts';
import { changeWords } from './periodWords.ts';
import type { ReportRequest } from './report.ts';
import type { ReportBody } from './reportBody.ts';
import type { ReportData } from './reportData.ts';
import { label, tableOf } from './told.ts';
import { uniqueNames } from './uniqueNames.ts';

/** What to charge each workspace with. Amounts sum to the bill to the last unit, whatever they are told apart by. */
export function workspaceCost(data: ReportData, request: ReportRequest): ReportBody {
  const compared = comparisonOf(data, request);
  const { lines, total } = compared;
  const notIncluded = leftOut(data, lines);
  if (lines.length === 0) return { sections: [], notIncluded };

  const [workspaceOf, modelOf, costTypeOf] = [lineId('workspace'), lineId('model'), lineId('costType')];
  const workspace = uniqueNames(data, 'workspace', lines.map(workspaceOf));
  const model = uniqueNames(data, 'model', lines.map(modelOf));
  const costType = uniqueNames(data, 'costType', lines.map(costTypeOf));
  const amounts = [...costColumns(lines), shareColumn(total), changeColumn()];
  const first = label(0, 'workspace', 'Workspace');
  const all = totalRow(compared);

  const byWorkspace = rowsBy(compared, workspaceOf, (id) => [workspace(id)]);
  const byModel = rowsByPair(compared, [workspaceOf, modelOf], (id, own) => [workspace(id), model(own)]);
  const byCostType = rowsByPair(compared, [workspaceOf, costTypeOf], (id, own) => [workspace(id), costType(own)]);
  return {
    sections: [
      {
        title: 'By workspace',
        paragraphs: [
          billWords(data, request, total).join(' '),
          changeWords(data, compared),
          goneWords(data, compared, 'workspace'),
        ].filter((paragraph) => paragraph !== ''),
        table: tableOf('by-workspace', [first, ...amounts], byWorkspace, all),
      },
      {
        title: 'By workspace and model',
        paragraphs: ['What has no model of its own, such as web search, stands under its cost type.'],
        table: tableOf('by-workspace-and-model', [first, label(1, 'model', 'Model'), ...amounts], byModel, all),
      },
      {
        title: 'By workspace and cost type',
        paragraphs: [],
        table: tableOf(
          'by-workspace-and-cost-type',
          [first, label(1, 'cost_type', 'Cost type'), ...amounts],
          byCostType,
          all,
        ),
      },
    ],
    notIncluded,
  };
}
