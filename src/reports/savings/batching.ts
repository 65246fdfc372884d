import type { UsageLine } from '../reportData.ts';
import { isTokens } from '../table/sums.ts';
import { effectCell, effectOn, partOf, totalOf } from '../whatIf/effect.ts';
import { type GroupColumn, groupTable } from './groupTable.ts';
import type { ScenarioInput, ScenarioResult } from './scenario.ts';
import { pairId, significantGroups } from './significantGroups.ts';

const IN_BATCH = 'in batch';
const PERCENTS = [10, 25, 50] as const;
/** The workspace that Claude Code makes for itself: somebody waits for its answers. */
const INTERACTIVE = 'Claude Code';

/** Savings had some of each workspace's standard tokens been sent in batch. */
export function batching({ data, format, lines, total, rates }: ScenarioInput): ScenarioResult {
  const isInteractive = (line: UsageLine) => data.nameOf('workspace', line.workspaceId).name === INTERACTIVE;
  const standard = lines.filter((line) => isTokens(line) && line.serviceTier === 'standard' && line.speed !== 'fast');
  const candidates = standard.filter((line) => !isInteractive(line));
  const idOf = ({ workspaceId, model }: UsageLine) => pairId(workspaceId, model);
  const { groups, omitted } = significantGroups(candidates, idOf, total.cost, format);
  const left =
    candidates.length < standard.length ? [`The workspace ${INTERACTIVE} is left out: it is interactive.`] : [];
  const effects = groups.map((group) => effectOn(group.lines, (line) => rates.costAs(line, { serviceTier: 'batch' })));
  const parts = PERCENTS.map((percent) => ({
    percent,
    effects: effects.map((effect) => partOf(effect, percent, 100)),
  }));
  const title = 'With batch';
  if (groups.length === 0) {
    const paragraphs = ['No tokens of the standard tier that batch could have taken.', ...left, ...omitted];
    return { section: { title, paragraphs, table: null }, outcomes: [] };
  }
  const columns = parts.map(
    ({ percent, effects: own }): GroupColumn => ({
      column: {
        key: `saved_${percent}_percent_usd`,
        title: `Saved at ${format.percent(percent / 100)}`,
        kind: 'money',
      },
      cells: own.map((effect) => effectCell(effect, IN_BATCH)),
      total: effectCell(totalOf(own), IN_BATCH),
    }),
  );
  const paragraphs = [
    'What would have been saved, had a tenth, a quarter or half of each row been sent in batch. How much of it can wait for its answer is not known here. Cost is that of the standard tier.',
    'Assumed: a batched token costs what this organization paid in the period for the same kind of token in batch, in the workspace or else in all of them; else half, as list prices have it. Cache hits stay as they are, though batches may hit less. Fast mode cannot be batched and is left out.',
    ...left,
    ...omitted,
  ];
  return {
    section: { title, paragraphs, table: groupTable(data, 'with-batch', ['workspace', 'model'], groups, columns) },
    outcomes: parts.map(({ percent, effects: own }) => ({
      name: `${format.percent(percent / 100)} of standard tokens in batch`,
      effect: totalOf(own),
      unpricedAs: IN_BATCH,
    })),
  };
}
