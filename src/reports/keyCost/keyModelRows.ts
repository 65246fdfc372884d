import type { ReportData } from '../reportData.ts';
import { text } from '../table/cells.ts';
import type { Row } from '../table/columnDef.ts';
import { type Comparison, rowsByPair } from '../table/comparison.ts';
import { lineId } from '../table/ids.ts';
import { groupsOf } from '../table/sums.ts';
import { uniqueNames } from '../table/uniqueNames.ts';

const MOST_KEYS = 20;
/** No id of the API has such a character. */
const OTHERS = '\u0000others';

/** A row for each API key and model, the dearest keys alone: the others are summed in one row, so that the total stays. */
export function keyModelRows(data: ReportData, compared: Comparison): Row[] {
  const [keyOf, modelOf] = [lineId('apiKey'), lineId('model')];
  const ids = groupsOf(compared.lines, keyOf).map(({ id }) => id);
  const told = new Set(ids.slice(0, MOST_KEYS));
  const rest = ids.length - told.size;
  const key = uniqueNames(data, 'apiKey', told);
  const model = uniqueNames(data, 'model', compared.lines.map(modelOf));
  const shownKeyOf: typeof keyOf = (line) => (told.has(keyOf(line)) ? keyOf(line) : OTHERS);
  const shownModelOf: typeof modelOf = (line) => (told.has(keyOf(line)) ? modelOf(line) : OTHERS);
  const others = [text(rest === 1 ? '1 other' : `${rest} others`), text('All models')];
  const rows = rowsByPair(compared, [shownKeyOf, shownModelOf], (id, own) =>
    id === OTHERS ? others : [key(id), model(own)],
  );
  const isOthers = ({ labels }: Row) => labels === others;
  return [...rows.filter((row) => !isOthers(row)), ...rows.filter(isOthers)];
}
