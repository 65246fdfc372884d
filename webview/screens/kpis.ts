import { BASIS_WORDS } from '../../src/shared/basis.ts';
import type { NamedRange, Unit } from '../../src/shared/choice.ts';
import { type Cost, costText, UNKNOWN, unpricedText } from '../../src/shared/cost.ts';
import { forecastText } from '../../src/shared/forecastText.ts';
import { type Format, HALF_A_MONTH } from '../../src/shared/format.ts';
import type { Accuracy, PanelSummary } from '../../src/shared/panelView.ts';
import { onYesterdayText } from '../../src/shared/summary.ts';
import * as terms from '../../src/shared/terms.ts';

/** Tile at the top of the panel: a key figure in words. */
export interface Kpi {
  readonly label: string;
  readonly figure: string;
  /** Written small behind the figure. */
  readonly unit: string;
  readonly notes: readonly string[];
  /** Range that the explorer shows it by; null where there is none. */
  readonly opens: KpiLink | null;
}

export interface KpiLink {
  readonly range: NamedRange;
  readonly unit: Unit;
}

/** Words the key figures: today, yesterday, the month, the burn rate. */
export function kpisOf(summary: PanelSummary, format: Format): Kpi[] {
  const zone = format.zoneName(summary.dataTo ?? summary.monthStart);
  const month = format.month(summary.monthStart + HALF_A_MONTH);
  const compared = onYesterdayText(summary, format);
  const today = costKpi(`Today so far, ${zone}`, summary, 'today', format, { range: 'today', unit: 'hour' });
  const soFar = costKpi(`${month} so far`, summary, 'month', format, { range: 'thisMonth', unit: 'day' });
  const forecast = summary.forecasts?.month ?? null;
  return [
    { ...today, notes: [...today.notes, ...(compared === '' ? [] : [compared])] },
    costKpi('Yesterday', summary, 'yesterday', format, { range: 'yesterday', unit: 'hour' }),
    { ...soFar, notes: [...soFar.notes, ...(forecast ? [forecastText(forecast, format)] : [])] },
    burnRate(summary.lastHour, format),
  ];
}

function costKpi(
  label: string,
  summary: PanelSummary,
  of: 'today' | 'yesterday' | 'month',
  format: Format,
  opens: KpiLink,
): Kpi {
  const figure = summary[of];
  const basis = figure?.basis ?? 'none';
  if (figure && basis !== 'none' && figure.amount === 0n && figure.unpricedTokens === 0) {
    return { label, figure: format.money(0n), unit: '', notes: [terms.NO_USAGE_NOTE], opens };
  }
  const known = basis === 'none' ? terms.NO_DATA_NOTE : BASIS_WORDS[basis];
  const within = basis === 'estimated' && summary.accuracy ? `, ${withinText(summary.accuracy, format)}` : '';
  const notes = [`${known}${within}`, ...unpriced(figure, format)];
  return { label, figure: costText(format, figure), unit: '', notes, opens };
}

/** `within 0.3% of bills over 14 days`: how far past estimates of a day were off its bill. */
function withinText({ worst, days }: Accuracy, format: Format): string {
  return `within ${format.atMost(worst)} of bills over ${format.count(days)} ${days === 1 ? 'day' : 'days'}`;
}

function burnRate(figure: Cost | null, format: Format): Kpi {
  const text = costText(format, figure);
  const notes = figure && figure.basis !== 'none' ? ['last 60 minutes with data'] : [terms.NO_DATA_NOTE];
  return {
    label: 'Burn rate',
    figure: text,
    unit: text === UNKNOWN ? '' : '/h',
    notes: [...notes, ...unpriced(figure, format)],
    opens: null,
  };
}

function unpriced(figure: Cost | null, format: Format): string[] {
  if (!figure || figure.unpricedTokens <= 0) return [];
  const plus = figure.amount === 0n ? '' : '+ ';
  return [`${plus}${unpricedText(format, figure.unpricedTokens)}`];
}
