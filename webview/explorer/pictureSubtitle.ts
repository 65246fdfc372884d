import type { Shape } from '../../src/shared/choice.ts';
import type { Explorer } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import type { PanelSummary } from '../../src/shared/panelView.ts';
import * as terms from '../../src/shared/terms.ts';
import { isAllBilled } from '../charts/model/heatMap.ts';
import { rangeText } from '../text/rangeText.ts';

/** How a shape shows what is not all billed. */
const ESTIMATED: Readonly<Record<Shape, string>> = {
  bars: `hatched or paler: ${terms.WHOLLY_OR_PARTLY_ESTIMATED}`,
  lines: `dashed: ${terms.WHOLLY_OR_PARTLY_ESTIMATED}`,
  cumulative: `hatched: ${terms.WHOLLY_OR_PARTLY_ESTIMATED}`,
  heat: terms.WHOLLY_OR_PARTLY_ESTIMATED,
};

/** Whose figures a picture shows and of when, and how one sees what of them is estimated, where something is. */
export function pictureSubtitle(
  { choice, chart }: Pick<Explorer, 'choice' | 'chart'>,
  shape: Shape,
  { organization, sample }: Pick<PanelSummary, 'organization' | 'sample'>,
  format: Format,
): string {
  const { zone } = chart;
  const range = rangeText(choice.range, { format, zone });
  const how = isAllBilled(chart) ? '' : `; ${ESTIMATED[shape]}`;
  return `${organization}${sample ? ' (sample data)' : ''}, ${range}, ${zone}${how}`;
}
