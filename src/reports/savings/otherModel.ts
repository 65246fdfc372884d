import { modelName } from '../../shared/modelName.ts';
import type { Cell } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import type { UsageLine } from '../reportData.ts';
import { text } from '../table/cells.ts';
import { isTokens } from '../table/sums.ts';
import { type Effect, effectCell, effectOn, totalOf } from '../whatIf/effect.ts';
import { cheaperModel } from './cheaperModel.ts';
import { groupTable } from './groupTable.ts';
import type { ScenarioInput, ScenarioResult } from './scenario.ts';
import { type Group, pairId, significantGroups } from './significantGroups.ts';

const WITH_IT = 'with the other model';
/** Its price rises with the length of a prompt, which reports do not have. */
const BANDED = 'claude-haiku-5-5';

/** Cost of each workspace's tokens had they been of a model one step cheaper. */
export function otherModel({ data, format, lines, total, rates, listDay }: ScenarioInput): ScenarioResult {
  const title = 'With another model';
  const cheaper = new Map([...new Set(lines.map(({ model }) => model))].map((id) => [id, cheaperModel(id, listDay)]));
  const candidates = lines.filter((line) => isTokens(line) && line.speed !== 'fast' && cheaper.get(line.model));
  const idOf = ({ workspaceId, model }: UsageLine) => pairId(workspaceId, model);
  const { groups, omitted } = significantGroups(candidates, idOf, total.cost, format);
  if (groups.length === 0) {
    const paragraphs = ['No model in use has a cheaper alternative in the price list.', ...omitted];
    return { section: { title, paragraphs, table: null }, outcomes: [] };
  }
  const insteadOf = ({ lines: [first] }: Group) => cheaper.get(first?.model ?? '') ?? '';
  const effects = groups.map((group) =>
    effectOn(group.lines, (line) => rates.costAs(line, { model: insteadOf(group) })),
  );
  const isBanded = groups.some((group) => insteadOf(group) === BANDED);
  const table = groupTable(data, 'with-another-model', ['workspace', 'model'], groups, [
    {
      column: { key: 'other_model', title: 'Other model', kind: 'text' },
      cells: groups.map((group) => text(data.nameOf('model', insteadOf(group)).name, insteadOf(group))),
      total: text(''),
    },
    {
      column: { key: 'other_cost_usd', title: 'Would have cost', kind: 'money' },
      cells: effects.map((effect, row) => remaining(groups[row]?.sums.cost ?? 0n, effect)),
      total: remaining(knownCost(groups, effects), totalOf(effects)),
    },
    {
      column: { key: 'saved_usd', title: terms.SAVED, kind: 'money' },
      cells: effects.map((effect) => effectCell(effect, WITH_IT)),
      total: effectCell(totalOf(effects), WITH_IT),
    },
  ]);
  const paragraphs = [
    `Cost of the same tokens with the newest model of the next cheaper family, at list prices of ${listDay}. This compares prices and recommends nothing: models differ in quality, and only your own tests can show whether the cheaper one is good enough.`,
    'Assumptions: the number of tokens stays the same, although models split text differently and may give longer or shorter answers. A token costs what this organization paid for the same kind of token of the other model during the period (in that workspace, otherwise in all workspaces), or its own cost scaled by the two list prices if there was none, so discounts stay.',
    ...(isBanded
      ? [
          `${modelName(BANDED)} costs more for prompts over 100k tokens. Usage data doesn’t show prompt length, so such prompts may be too cheap here.`,
        ]
      : []),
    'Fast mode, the cheapest models and models without a list price are left out.',
    ...omitted,
  ];
  const outcomes = [{ name: 'Models one step cheaper', effect: totalOf(effects), unpricedAs: WITH_IT }];
  return { section: { title, paragraphs, table }, outcomes };
}

function remaining(cost: bigint, effect: Effect): Cell {
  const saved = effect.saved === null ? null : cost - effect.saved;
  return effectCell({ ...effect, saved }, WITH_IT);
}

/** Cost of the groups that a saving is known of. */
function knownCost(groups: readonly Group[], effects: readonly Effect[]): bigint {
  return groups.reduce((sum, group, row) => (effects[row]?.saved == null ? sum : sum + group.sums.cost), 0n);
}
