import { median } from '../../shared/median.ts';
import * as terms from '../../shared/terms.ts';
import type { UsageLine } from '../reportData.ts';
import { count, share } from '../table/cells.ts';
import { tokenColumn } from '../table/costColumns.ts';
import { groupsOf, hitRate, inputOf, sumOfLines } from '../table/sums.ts';
import { effectCell, totalOf } from '../whatIf/effect.ts';
import { AS_READS, isInput, moreHits } from '../whatIf/moreHits.ts';
import { groupTable } from './groupTable.ts';
import type { ScenarioInput, ScenarioResult } from './scenario.ts';
import { type Group, pairId, significantGroups } from './significantGroups.ts';

/** Fewer than so many keys have no usual hit rate. */
const LEAST_SIMILAR = 3;
/** Part of a model's input that a key has to have to be one of them. */
const SIMILAR_FROM = 0.01;

/** Savings had the keys below their model's usual hit rate reached it. */
export function usualHits({ data, format, lines, total, everything, rates }: ScenarioInput): ScenarioResult {
  const title = 'With more cache hits';
  const input = lines.filter(isUsed);
  const idOf = ({ apiKeyId, model }: UsageLine) => pairId(apiKeyId ?? '', model);
  const usual = usualRates(everything.filter(isUsed), idOf);
  const gapOf = ({ lines: [first], sums }: Group) => (usual.get(first?.model ?? '') ?? 0) - hitRate(sums);
  const { groups: all, omitted } = significantGroups(input, idOf, total.cost, format);
  const below = all
    .map((group) => ({ group, gap: gapOf(group) }))
    .filter(({ gap }) => gap > 0)
    .sort((a, b) => b.gap * inputOf(b.group.sums) - a.gap * inputOf(a.group.sums));
  if (below.length === 0) {
    const paragraphs = [
      `No API key is below its model’s usual hit rate, or too few keys use the same model: a comparison needs ${LEAST_SIMILAR}.`,
      ...omitted,
    ];
    return { section: { title, paragraphs, table: null }, outcomes: [] };
  }
  const groups = below.map(({ group }) => group);
  const effects = below.map(({ group, gap }) => moreHits(group.lines, gap, rates));
  const sums = sumOfLines(groups.flatMap((group) => group.lines));
  const paragraphs = [
    'Savings if every API key below its model’s usual hit rate had reached it. Cost is that of input.',
    `Usual hit rate: the median of this organization’s API keys with at least ${format.percent(SIMILAR_FROM)} of the model’s input. At least ${LEAST_SIMILAR} such keys are needed.`,
    'Assumptions: the missing hits replace uncached input, at what this organization pays for cache reads of the same model; writes stay the same. Whether a key’s prompts repeat as much as those of other keys isn’t known here.',
    ...omitted,
  ];
  const usualOf = ({ lines: [first] }: Group) => usual.get(first?.model ?? '') ?? 0;
  const table = groupTable(data, 'with-more-cache-hits', ['apiKey', 'model'], groups, [
    {
      column: tokenColumn('input_tokens', 'Input tokens'),
      cells: groups.map((group) => count(inputOf(group.sums))),
      total: count(inputOf(sums)),
    },
    {
      column: { key: 'hit_rate', title: terms.HIT_RATE, kind: 'share' },
      cells: groups.map((group) => share(hitRate(group.sums), 1)),
      total: share(hitRate(sums), 1),
    },
    {
      column: { key: 'usual_hit_rate', title: 'Usual', kind: 'share' },
      cells: groups.map((group) => share(usualOf(group), 1)),
      total: share(0, 0),
    },
    {
      column: { key: 'saved_usd', title: terms.SAVED, kind: 'money' },
      cells: effects.map((effect) => effectCell(effect, AS_READS)),
      total: effectCell(totalOf(effects), AS_READS),
    },
  ]);
  const outcomes = [{ name: 'Every API key at the usual hit rate', effect: totalOf(effects), unpricedAs: AS_READS }];
  return { section: { title, paragraphs, table }, outcomes };
}

function isUsed(line: UsageLine): boolean {
  return isInput(line) && line.units > 0;
}

/** Median hit rate by model, 0 to 1, where enough keys use it. */
function usualRates(input: readonly UsageLine[], idOf: (line: UsageLine) => string): ReadonlyMap<string, number> {
  const usual = new Map<string, number>();
  for (const { id: model, lines, sums: all } of groupsOf(input, (line) => line.model)) {
    const similar = groupsOf(lines, idOf).filter(({ sums }) => inputOf(sums) >= SIMILAR_FROM * inputOf(all));
    const middle = median(similar.map(({ sums }) => hitRate(sums)));
    if (middle !== null && similar.length >= LEAST_SIMILAR) usual.set(model, middle);
  }
  return usual;
}
