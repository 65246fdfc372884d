import { capital } from '../../shared/capital.ts';
import type { Cell } from '../../shared/tables/table.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import { named, text } from '../table/cells.ts';
import type { ReportRow } from '../table/columnDef.ts';
import { type Comparison, rowsByPair } from '../table/comparison.ts';
import { groupsOf, lineId } from '../table/sums.ts';
import { uniqueNames } from '../table/uniqueNames.ts';

const MOST_KEYS = 20;
/** No id of the API has such a character. */
const OTHERS = '\u0000others';

/** Name, hint, status and workspace of an API key by its id, with its lines. */
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

/** Workspace that the bill has the cost in, rather than the one that the key is in now. */
function workspaceCell(own: readonly UsageLine[], nameOf: (id: string) => Cell): Cell {
  const ids = [...new Set(own.map(({ workspaceId }) => workspaceId))];
  const [only = ''] = ids;
  return ids.length === 1 ? nameOf(only) : text(`${ids.length} workspaces`);
}

/** A row for each API key and model of the dearest keys; the others are summed in one row, so that the total stays. */
export function keyModelRows(data: ReportData, compared: Comparison): ReportRow[] {
  const [keyOf, modelOf] = [lineId('apiKey'), lineId('model')];
  const ids = groupsOf(compared.lines, keyOf).map(({ id }) => id);
  const shown = new Set(ids.slice(0, MOST_KEYS));
  const rest = ids.length - shown.size;
  const key = uniqueNames(data, 'apiKey', shown);
  const model = uniqueNames(data, 'model', compared.lines.map(modelOf));
  const shownKeyOf: typeof keyOf = (line) => (shown.has(keyOf(line)) ? keyOf(line) : OTHERS);
  const shownModelOf: typeof modelOf = (line) => (shown.has(keyOf(line)) ? modelOf(line) : OTHERS);
  const others = [text(rest === 1 ? '1 other' : `${rest} others`), text('All models')];
  const rows = rowsByPair(compared, [shownKeyOf, shownModelOf], (id, own) =>
    id === OTHERS ? others : [key(id), model(own)],
  );
  const isOthers = ({ labels }: ReportRow) => labels === others;
  return [...rows.filter((row) => !isOthers(row)), ...rows.filter(isOthers)];
}
