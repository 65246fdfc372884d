import * as terms from '../../shared/terms.ts';
import type { Section } from '../report.ts';
import { cost, money, share, text } from '../table/cells.ts';
import type { Sums } from '../table/sums.ts';
import { effectCell } from '../whatIf/effect.ts';
import type { Outcome } from './scenario.ts';

/** What all of the period cost, and what it would have cost with each change alone. */
export function outcomeSection(total: Sums, outcomes: readonly Outcome[]): Section {
  return {
    title: 'What the period would have cost',
    paragraphs: [
      'Each row is one change alone; the sections below say what it assumes. None of them is advice.',
      ...(outcomes.length === 0 ? ['The numbers of this period carry none of them.'] : []),
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
        [text('As it was'), cost(total), money(null, 'none'), share(0, 0)],
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
