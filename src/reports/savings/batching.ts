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
    candidates.length < standard.length ? [`The workspace ${INTERACTIVE} is left out because it is interactive.`] : [];
  const effects = groups.map((group) => effectOn(group.lines, (line) => rates.costAs(line, { serviceTier: 'batch' })));
  const parts = PERCENTS.map((percent) => ({
    percent,
    effects: effects.map((effect) => partOf(effect, percent, 100)),
  }));
  const title = 'With batch';
  if (groups.length === 0) {
    const paragraphs = ['No standard-tier tokens could have been sent in batch.', ...left, ...omitted];
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
    'Savings if 10%, 25% or 50% of each row had been sent in batch. How many of these requests can wait for an answer isn’t known here. Cost is that of the standard tier.',
    'Assumptions: a batched token costs what this organization paid for the same kind of token in batch during the period (in that workspace, otherwise in all workspaces), or half if there was none, as in list prices. Cache hits stay the same, although batches may hit the cache less often. Fast mode can’t be batched and is left out.',
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
