import assert from 'node:assert/strict';
import { type Cause, type CauseWords, causeSentence, mainCause } from '../../../../src/figures/change/causeSentence.ts';
import { explainChange } from '../../../../src/figures/change/explainChange.ts';
import { costTypeName } from '../../../../src/figures/names.ts';
import { modelValue } from '../../../../src/figures/sums/dimensions.ts';
import type { UsageLine } from '../../../../src/figures/sums/usageLine.ts';
import { createFormat } from '../../../../src/shared/format.ts';
import { HOUR } from '../../../../src/time/utc.ts';
import { dollars, line } from '../../reports/made.ts';
import { type MadeUsage, used } from './made.ts';

const NAMES: Readonly<Record<string, string>> = { ci: 'ci-bot', web: 'web-app', wrkspc_production: 'Production' };
const words: CauseWords = {
  format: createFormat('en-US', 'UTC'),
  nameOf: (dimension, id) => (dimension === 'model' ? modelValue(id).name : (NAMES[id] ?? id)),
};
const sentence = (before: readonly UsageLine[], after: readonly UsageLine[], more: Partial<CauseWords> = {}) =>
  causeSentence(explainChange(before, after), { ...words, ...more });

const ci: MadeUsage = { key: 'ci', uncached: 1, reads: 4, writes: 0.1 };
const times = (usage: MadeUsage, by: number): MadeUsage => ({
  ...usage,
  uncached: (usage.uncached ?? 0) * by,
  reads: (usage.reads ?? 0) * by,
  writes: (usage.writes ?? 0) * by,
});

describe('causeSentence', () => {
  it('causeSentence names key, model and by how much the volume grew', () => {
    assert.equal(
      sentence(used(ci), used(times(ci, 6)), { perHourOf: HOUR }),
      '+$38/h: ci-bot, Opus 5.5, volume ×6; cache hit rate unchanged',
    );
  });

  it('causeSentence has the amount of an hour of a longer span, and marks an estimate', () => {
    assert.equal(
      sentence(used(ci), used({ ...times(ci, 6), basis: 'estimated' }), { perHourOf: 10 * HOUR }),
      '≈\u00a0+$3.81/h: ci-bot, Opus 5.5, volume ×6; cache hit rate unchanged',
    );
  });

  it('causeSentence says how a cache broke', () => {
    const before = used({ key: 'ci', uncached: 1, reads: 85, writes: 14 });
    const after = used({ key: 'ci', uncached: 66, reads: 20, writes: 14 });
    assert.equal(
      sentence(before, after),
      '+$293: ci-bot, Opus 5.5, cache hit rate down from 85% to 20%; volume unchanged',
    );
  });

  it('causeSentence says how much more a price is', () => {
    const all = [ci, { ...ci, key: 'web' }, { ...ci, key: 'other' }];
    assert.equal(
      sentence(used(...all), used(...all.map((usage) => ({ ...usage, price: 1.2 })))),
      '+$4.58: Production, Opus 5.5, price up 20%; cache hit rate unchanged',
    );
  });

  it('causeSentence says from which model to which a key moved', () => {
    assert.equal(
      sentence(used({ key: 'ci', model: 'claude-sonnet-5-5', uncached: 30 }), used({ key: 'ci', uncached: 30 })),
      '+$60: ci-bot, more Opus 5.5, less Sonnet 5.5',
    );
  });

  it('causeSentence says what is new and what is gone', () => {
    const web = used({ key: 'web', uncached: 1 });
    assert.equal(sentence(web, [...web, ...used(times(ci, 10))]), '+$76: ci-bot, Opus 5.5, new');
    assert.equal(sentence([...web, ...used(times(ci, 10))], web), '-$76: ci-bot, Opus 5.5, no longer used');
  });

  it('causeSentence says that volume fell', () => {
    assert.equal(
      sentence(used(times(ci, 10)), used(times(ci, 4))),
      '-$46: ci-bot, Opus 5.5, volume down 60%; cache hit rate unchanged',
    );
  });

  it('causeSentence names charges that are not token-based by their type alone', () => {
    const charge = (billed: number) => [...used(ci), line({ item: -1, billed: dollars(billed) })];
    assert.equal(sentence(charge(4), charge(24)), `+$20: ${costTypeName('code_execution')}`);
  });

  it('causeSentence adds the amount of the key where others changed too', () => {
    const web: MadeUsage = { ...ci, key: 'web' };
    assert.equal(
      sentence(used(times(ci, 10), times(web, 10)), used(times(ci, 40), times(web, 1))),
      '+$160: ci-bot, Opus 5.5 (+$229), volume ×4; cache hit rate unchanged',
    );
  });

  it('causeSentence names the workspace where no key made half of the difference, and counts keys where nothing did', () => {
    const keys = ['a', 'b', 'c'].map((key) => ({ ...ci, key }));
    assert.equal(
      sentence(used(...keys), used(...keys.map((usage) => times(usage, 2)))),
      '+$23: Production, Opus 5.5, volume ×2; cache hit rate unchanged',
    );
    const apart = keys.map((usage, at) => ({
      ...usage,
      workspace: `w${at}`,
      model: ['claude-opus-5-5', 'claude-opus-5', 'claude-opus-4-5'][at] ?? '',
    }));
    assert.equal(
      sentence(used(...apart), used(...apart.map((usage) => times(usage, 2)))),
      '+$23: 3 API keys, volume ×2; cache hit rate unchanged',
    );
  });

  it('causeSentence counts new keys and those no longer used where none made half of the difference', () => {
    const keys = ['a', 'b', 'c'].map((key, at) => ({
      ...times(ci, 10),
      key,
      workspace: `w${at}`,
      model: ['claude-opus-5-5', 'claude-opus-5', 'claude-opus-4-5'][at] ?? '',
    }));
    assert.equal(sentence(used(ci), used(ci, ...keys)), '+$229: 3 new API keys');
    assert.equal(sentence(used(ci, ...keys), used(ci)), '-$229: 3 API keys no longer used');
  });

  it('causeSentence writes names as text on one line', () => {
    const nameOf = () => 'evil\n\u202e[x](command:y)';
    assert.equal(
      sentence(used({ key: 'ci', uncached: 1 }), used({ key: 'ci', uncached: 3 }), { nameOf }),
      '+$10: evil [x](command:y), evil [x](command:y), volume ×3',
    );
  });

  it('causeSentence of no difference says so', () => {
    assert.equal(sentence(used(ci), used(ci)), 'No change');
  });
});

describe('mainCause', () => {
  const causeOf = (
    before: readonly UsageLine[],
    after: readonly UsageLine[],
  ): Pick<Cause, 'scope' | 'effect'> | null => {
    const cause = mainCause(explainChange(before, after));
    return cause && { scope: cause.scope, effect: cause.effect };
  };

  it('mainCause has the ids of who made most of a difference, the widest first, to filter by', () => {
    assert.deepEqual(causeOf(used(ci), used(times(ci, 2))), {
      scope: [
        { dimension: 'apiKey', id: 'ci' },
        { dimension: 'model', id: 'claude-opus-5-5' },
      ],
      effect: 'volume',
    });
  });

  it('mainCause is null where nothing changed', () => {
    assert.equal(causeOf(used(ci), used(ci)), null);
  });
});
