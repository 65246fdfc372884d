import { BASIS_WORDS, type Basis } from '../../src/shared/basis.ts';
import type { NamedRange, Unit } from '../../src/shared/choice.ts';
import { type Cost, costText, UNKNOWN, unpricedText } from '../../src/shared/cost.ts';
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
  const accuracy = summary.accuracy ? [withinText(summary.accuracy, format)] : [];
  const compared = onYesterdayText(summary, format);
  const today = costKpi(`Today so far, ${zone}`, summary.today, format, {
    mixed: BASIS_WORDS.mixed,
    opens: { range: 'today', unit: 'hour' },
  });
  return [
    {
      ...today,
      notes: [
        ...today.notes,
        ...(compared === '' ? [] : [compared]),
        ...(summary.today?.basis === 'estimated' ? accuracy : []),
      ],
    },
    costKpi('Yesterday', summary.yesterday, format, {
      mixed: `${BASIS_WORDS.mixed}: the bill is still growing`,
      opens: { range: 'yesterday', unit: 'hour' },
    }),
    costKpi(`${month} so far`, summary.month, format, {
      mixed: `${BASIS_WORDS.mixed}: the newest days`,
      opens: { range: 'thisMonth', unit: 'day' },
    }),
    burnRate(summary.lastHour, format),
  ];
}

/** `estimates within 0.3% over 14 days` */
export function withinText(accuracy: Accuracy, format: Format): string {
  const days = `${format.count(accuracy.days)} ${accuracy.days === 1 ? 'day' : 'days'}`;
  return `estimates within ${format.percent(accuracy.worst)} over ${days}`;
}

interface Telling {
  readonly mixed: string;
  readonly opens: KpiLink;
}

function costKpi(label: string, figure: Cost | null, format: Format, { mixed, opens }: Telling): Kpi {
  const how: Record<Basis, string> = {
    none: terms.NO_DATA_NOTE,
    billed: BASIS_WORDS.billed,
    estimated: `${BASIS_WORDS.estimated}, not billed yet`,
    mixed,
  };
  if (figure && figure.basis !== 'none' && figure.amount === 0n && figure.unpricedTokens === 0) {
    return { label, figure: format.money(0n), unit: '', notes: [terms.NO_USAGE_NOTE], opens };
  }
  return {
    label,
    figure: costText(format, figure),
    unit: '',
    notes: [how[figure?.basis ?? 'none'], ...unpriced(figure, format)],
    opens,
  };
}

function burnRate(figure: Cost | null, format: Format): Kpi {
  const text = costText(format, figure);
  const notes = figure && figure.basis !== 'none' ? ['the newest 60 minutes with data'] : [terms.NO_DATA_NOTE];
  return {
    label: 'Burn rate, last hour',
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
