import type { StatusBarShow } from '../../settings.ts';
import { ageText } from '../../shared/age.ts';
import { BASIS_WORDS } from '../../shared/basis.ts';
import { type Cost, costText, dollarsText, UNKNOWN } from '../../shared/cost.ts';
import { type Format, HALF_A_MONTH } from '../../shared/format.ts';
import { measurementText } from '../../shared/measurementText.ts';
import { CENT } from '../../shared/money.ts';
import { plainText } from '../../shared/plainText.ts';
import type { MeasurementState, SpendState, Summary } from '../../shared/summary.ts';

/** Contents of the status bar item; `mark` is the state that its icon and color show. */
export interface StatusBarView {
  /** Text with icons, as VS Code writes them. */
  readonly text: string;
  /** The figure without the icon of its state; `''` where there is none. */
  readonly figure: string;
  /** A sentence for a screen reader. */
  readonly label: string;
  readonly mark: 'none' | 'stale' | 'refused';
}

/** `age`, ms, of figures that are older than they should be; null while they are not. */
export function statusBarView(
  state: SpendState,
  show: StatusBarShow,
  format: Format,
  age: number | null = null,
): StatusBarView {
  switch (state.status) {
    case 'noKey':
      return { text: '$(key) Claude Usage', figure: '', label: 'Claude Usage: no Admin API key is set.', mark: 'none' };
    case 'starting':
      return {
        text: `${badge(state.sample)}$(loading~spin) Claude Usage`,
        figure: '',
        label: `Claude Usage${state.sample ? ' of the sample organization' : ''}: loading the first figures.`,
        mark: 'none',
      };
    case 'failed': {
      const refused = state.problem.kind === 'refused';
      return {
        text: refused
          ? '$(error) Claude Usage: key rejected'
          : `$(warning) ${badge(state.sample)}Claude Usage ${UNKNOWN}`,
        figure: '',
        label: `Claude Usage: no figures yet. ${state.problem.message}`,
        mark: refused ? 'refused' : 'stale',
      };
    }
    case 'ready':
      return readyView(state.summary, show, format, age);
  }
}

function readyView(summary: Summary, show: StatusBarShow, format: Format, age: number | null): StatusBarView {
  const { sample, problem } = summary;
  const figure = badge(sample) + figureText(summary, show, format);
  const { measurement, todayStart } = summary;
  const measured = measurement ? ` · ${measurementText(measurement, format, todayStart)}` : '';
  const shown = figure + measured;
  // The sample's badge is an icon already.
  const plain = sample ? shown : `$(graph) ${shown}`;
  if (problem !== null) {
    const mark = problem.kind === 'refused' ? 'refused' : 'stale';
    const icon = { stale: '$(warning) ', refused: '$(error) ' }[mark];
    return { text: icon + shown, figure, label: sentence(summary, format), mark };
  }
  if (age === null) return { text: plain, figure, label: sentence(summary, format), mark: 'none' };
  const ago = `${ageText(age)} ago`;
  const label = `${sentence(summary, format)} Not up to date: checked ${ago}.`;
  return { text: `${plain} · ${ago}`, figure, label, mark: 'stale' };
}

function badge(sample: boolean): string {
  return sample ? '$(beaker) ' : '';
}

function figureText(summary: Summary, show: StatusBarShow, format: Format): string {
  const month = `${amountText(summary.month, format)} in ${format.month(summary.monthStart + HALF_A_MONTH)}`;
  switch (show) {
    case 'today':
      return amountText(summary.today, format);
    case 'todayAndMonth':
      return `${amountText(summary.today, format)} · ${month}`;
    case 'month':
      return month;
    case 'burnRate':
      return summary.lastHour ? rateText(summary.lastHour, format) : UNKNOWN;
  }
}

/** `≈$12.40 + 1.2M tokens`: tokens without a price are never $0.00, but shown as tokens, also next to an amount. */
export function amountText(figure: Cost | null, format: Format): string {
  if (figure === null || figure.unpricedTokens === 0) return costText(format, figure);
  const tokens = `${format.compact(figure.unpricedTokens)} ${figure.unpricedTokens === 1 ? 'token' : 'tokens'}`;
  return figure.amount === 0n ? tokens : `${dollarsText(format, figure)} + ${tokens}`;
}

/** `≈$41.20/h` */
export function rateText(perHour: Cost, format: Format): string {
  return `${amountText(perHour, format).replace(' + ', '/h + ')}/h`;
}

/** `14:05`, with its day where that is not today. */
export function timeText(instant: number, { todayStart }: Pick<Summary, 'todayStart'>, format: Format): string {
  return instant < todayStart ? `${format.day(instant)}, ${format.time(instant)}` : format.time(instant);
}

function sentence(summary: Summary, format: Format): string {
  const { today, sample, organization, dataTo, problem, measurement } = summary;
  const whose = sample ? 'of the sample organization' : `of ${plainText(organization)}`;
  const parts = [`Claude Usage ${whose} today: ${spoken(today, format)}.`];
  if (dataTo !== null) parts.push(`Data to ${timeText(dataTo, summary, format)} ${format.zoneName(dataTo)}.`);
  if (measurement) parts.push(spokenMeasurement(measurement, summary, format));
  if (problem !== null) parts.push(`${problem.kind === 'bills' ? '' : 'Not up to date. '}${problem.message}`);
  return parts.join(' ');
}

function spokenMeasurement({ start, finalAt, cost }: MeasurementState, summary: Summary, format: Format): string {
  const since = timeText(start, summary, format);
  const final = finalAt === null ? '' : `, final at ${timeText(finalAt, summary, format)}`;
  return `Measured since ${since}: ${spoken(cost, format)}${final}.`;
}

function spoken(figure: Cost | null, format: Format): string {
  if (figure === null) return BASIS_WORDS.none;
  const unpriced = figure.unpricedTokens === 0 ? '' : `${format.count(figure.unpricedTokens)} unpriced tokens`;
  if (figure.amount === 0n && unpriced !== '') return unpriced;
  const isTiny = figure.amount > 0n && figure.amount < CENT;
  const amount = isTiny ? 'less than a cent' : format.money(figure.amount);
  const words =
    figure.basis === 'billed' || figure.amount === 0n
      ? amount
      : `${isTiny ? '' : 'about '}${amount}, ${BASIS_WORDS[figure.basis]}`;
  return unpriced === '' ? words : `${words}, and ${unpriced}`;
}
