import { MARK_KINDS, type Mark } from '../../src/shared/alert.ts';
import { BASIS_CODES, BASIS_WORDS, basisAt } from '../../src/shared/basis.ts';
import type { Shape } from '../../src/shared/choice.ts';
import type { Format } from '../../src/shared/format.ts';
import { outlookBudgetText, outlookForecastText } from '../../src/shared/outlook.ts';
import * as terms from '../../src/shared/terms.ts';
import type { ExplorerChartModel, PreviousModel } from './model/chartModel.ts';
import type { OutlookModel } from './model/outlookModel.ts';
import { isReduced, stacksOf } from './model/stacks.ts';

/** Sample of a hatching or line with its meaning. */
export interface LegendMark {
  readonly className: string;
  readonly label: string;
  /** Shape that shows what this one leaves out. */
  readonly shownBy?: Shape;
}

const BASIS_MARKS = [
  [BASIS_CODES.estimated, `${BASIS_WORDS.estimated}, not billed yet`],
  [BASIS_CODES.mixed, `${BASIS_WORDS.mixed}: the bill is still growing`],
] as const;

/** Lists the marks in a chart beside the colours of its series. */
export function legendMarks(model: ExplorerChartModel): LegendMark[] {
  const { layers, states, previous, total, chart, shape, format, outlook, marks } = model;
  const isLines = shape === 'lines';
  const has = (code: number) => layers.some(({ bases }) => bases?.includes(code));
  const mark = (className: string, label: string): LegendMark => ({ className, label });
  // A line is dashed for either: it has no room to be hatched in two ways.
  const bases = isLines
    ? has(BASIS_CODES.estimated) || has(BASIS_CODES.mixed)
      ? [mark('swatch-dashed', terms.ESTIMATED_OR_PARTLY)]
      : []
    : BASIS_MARKS.filter(([code]) => has(code)).map(([code, label]) =>
        mark(`swatch-${basisAt(code)} in-${shape}`, label),
      );
  return [
    ...bases,
    ...(total || hasSums(model) ? [mark('swatch-total', chart.kind === 'share' ? terms.ALL : terms.TOTAL)] : []),
    ...(shape === 'bars' && chart.buckets.some(({ restated }) => restated)
      ? [mark('swatch-restated', 'restated bill')]
      : []),
    ...(previous ? [previousMark(previous)] : []),
    ...(outlook ? outlookMarks(outlook, format) : []),
    ...MARK_KINDS.filter((kind) => marks.flat().some((own) => own.kind === kind)).map((kind) =>
      mark(`swatch-${kind}`, MARK_WORDS[kind]),
    ),
    ...(states.includes('unknown') && chart.buckets.length > 0 ? [mark('swatch-unknown', BASIS_WORDS.none)] : []),
  ];
}

const MARK_WORDS: Readonly<Record<Mark['kind'], string>> = { alert: 'alert', unusual: 'unusual spend', note: 'note' };

/** Budget and forecast, with their figures; a budget far above the chart has no line. */
function outlookMarks({ budget, forecast, line }: OutlookModel, format: Format): LegendMark[] {
  const where = line === null ? ', above the chart' : '';
  return [
    ...(forecast ? [{ className: 'swatch-forecast', label: outlookForecastText(forecast, format) }] : []),
    ...(budget ? [{ className: 'swatch-budget', label: `${outlookBudgetText(budget, format)}${where}` }] : []),
  ];
}

/** `vs. Sep 26 – Oct 25`; where it has no line, the way to one. */
function previousMark({ dates, line }: PreviousModel): LegendMark {
  if (line) return { className: 'swatch-before', label: `vs. ${dates}` };
  return { className: '', label: `vs. ${dates}: see the running total`, shownBy: 'cumulative' };
}

/** Returns true where sums are drawn apart from the ends of stacks, as they are where parts are below zero. */
function hasSums({ chart, shape, layers, running }: ExplorerChartModel): boolean {
  if (chart.kind === 'share' || (shape !== 'bars' && shape !== 'cumulative')) return false;
  const stacks = stacksOf(shape === 'bars' ? layers : running);
  return stacks.low.some((_, bucket) => isReduced(stacks, bucket));
}
