import { capital } from '../../shared/capital.ts';
import type { Cell } from '../report.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import { named, text } from '../table/cells.ts';
import { uniqueNames } from '../table/uniqueNames.ts';

/** Name, hint, status and workspace of what an API key's id stands for, with the lines that it has. */
export function keyLabels(
  data: ReportData,
  lines: readonly UsageLine[],
): (id: string, own: readonly UsageLine[]) => Cell[] {
  const workspace = uniqueNames(
    data,
    'workspace',
    lines.map(({ workspaceId }) => workspaceId),
  );
  return (id, own) => {
    const key = data.keyOf(id);
    return [
      named(data.nameOf('apiKey', id).name, id),
      text(key?.hint ?? ''),
      text(capital(key?.status ?? '')),
      workspaceCell(own, workspace),
    ];
  };
}

/** Where the cost is, which the bill says, rather than where the key is now. */
function workspaceCell(own: readonly UsageLine[], nameOf: (id: string) => Cell): Cell {
  const ids = [...new Set(own.map(({ workspaceId }) => workspaceId))];
  const [only = ''] = ids;
  return ids.length === 1 ? nameOf(only) : text(`${ids.length} workspaces`);
}
