import { dollarsText } from '../../shared/cost.ts';
import { createFormat, type Format } from '../../shared/format.ts';
import * as terms from '../../shared/terms.ts';
import { utcDay } from '../../time/utc.ts';
import type { ReportBody } from '../definition.ts';
import { exclusions } from '../notes/exclusions.ts';
import type { ReportRequest, Section } from '../report.ts';
import type { ReportData } from '../reportData.ts';
import { cost, money, share, text } from '../table/cells.ts';
import { chartOf } from '../table/charts.ts';
import { type Sums, sumOfLines } from '../table/sums.ts';
import { effectCell } from '../whatIf/effect.ts';
import { lastMoment, PeriodRates } from '../whatIf/periodRates.ts';
import { batching } from './batching.ts';
import { otherModel } from './otherModel.ts';
import type { Outcome, Scenario } from './scenario.ts';
import { usualHits } from './usualHits.ts';

const SCENARIOS: readonly Scenario[] = [batching, usualHits, otherModel];

const NOT_INCLUDED = [
  'Combined changes: each is calculated on its own, so savings don’t add up.',
  'Web searches, code execution and session usage: none of these changes affects them.',
];

/** Cost of the period had there been batch, more cache hits, another model: each alone, none recommended. */
export function build(data: ReportData, request: ReportRequest): ReportBody {
  const lines = data.lines(data.period, request.filters);
  const total = sumOfLines(lines);
  const notIncluded = [...exclusions(data, lines), ...NOT_INCLUDED];
  if (total.cost === 0n && total.unpricedTokens === 0) return { sections: [], notIncluded };
  const format = createFormat(data.locale, data.period.zone);
  const everything = request.filters.length === 0 ? lines : data.lines(data.period, []);
  const listDay = utcDay(lastMoment(data));
  const rates = new PeriodRates(everything, listDay);
  const results = SCENARIOS.map((scenario) => scenario({ data, format, lines, total, everything, rates, listDay }));
  const outcomes = results.flatMap((result) => result.outcomes);
  const section = outcomeSection(total, outcomes);
  return {
    lead: leadOf(outcomes, format),
    charts: section.table ? [chartOf('ranked', 'Saved by each change alone', section.table, 'saved_usd')] : [],
    sections: [section, ...results.map(({ section }) => section)],
    notIncluded,
  };
}

/** `Largest saving: ≈$1,234.56, with models one step cheaper.` */
function leadOf(outcomes: readonly Outcome[], format: Format): string {
  const known = outcomes.flatMap(({ name, effect: { saved } }) =>
    saved === null || saved <= 0n ? [] : { name, saved },
  );
  const [first, ...others] = known;
  if (!first) return 'No change here would have saved anything.';
  const most = others.reduce((a, b) => (b.saved > a.saved ? b : a), first);
  const amount = dollarsText(format, { amount: most.saved, basis: 'estimated' });
  return `Largest saving: ${amount}, with ${most.name.charAt(0).toLowerCase()}${most.name.slice(1)}.`;
}

/** Cost of the period, and with each change alone. */
function outcomeSection(total: Sums, outcomes: readonly Outcome[]): Section {
  return {
    title: 'What the period would have cost',
    paragraphs: [
      'Each row is one change on its own; the sections below list its assumptions. None of them is advice.',
      ...(outcomes.length === 0 ? ['There isn’t enough data in this period for any scenario.'] : []),
    ],
    table: {
      key: 'would-have-cost',
      columns: [
        { key: 'change', title: terms.CHANGE, kind: 'text' },
        { key: 'would_have_cost_usd', title: 'Would have cost', kind: 'money' },
        { key: 'saved_usd', title: terms.SAVED, kind: 'money' },
        { key: 'saved_share', title: terms.SHARE, kind: 'share' },
      ],
      rows: [
        [text('Actual cost'), cost(total), money(null, 'none'), share(0, 0)],
        ...outcomes.map(({ name, effect, unpricedAs }) => [
          text(name),
          effectCell(
            {
              saved: effect.saved === null ? null : total.cost - effect.saved,
              unpricedTokens: Math.max(total.unpricedTokens, effect.unpricedTokens),
            },
            unpricedAs,
          ),
          effectCell(effect, unpricedAs),
          effect.saved === null ? share(0, 0) : share(effect.saved, total.cost),
        ]),
      ],
      total: null,
    },
  };
}
