import assert from 'node:assert/strict';
import { createOrganization } from '../../adminApi/organization.ts';
import { finePrice, toMillionths } from '../../adminApi/prices/fine.ts';
import { DAY, HOUR, MINUTE } from '../../adminApi/world/time.ts';
import { COUNTERS } from '../../adminApi/world/world.ts';
import { benchWorld } from '../../adminApi/worlds/bench.ts';
import { emptyWorld, stream } from '../../adminApi/worlds/kit.ts';
import {
  billADayLate,
  billGrowing,
  keyRefused,
  MISLEADING,
  priceCutYesterday,
  UNLISTED_MODEL,
  unlistedModelBornToday,
} from '../../adminApi/worlds/misleading.ts';
import { smallWorld } from '../../adminApi/worlds/small.ts';
import { NOW, TODAY } from './ask.ts';

const YESTERDAY = TODAY - DAY;
const day = { from: YESTERDAY, to: TODAY };

describe('test bed: truth', () => {
  const { truth, world } = createOrganization(benchWorld(TODAY));

  it('the truth prices a token exactly', () => {
    assert.equal(toMillionths(finePrice('4', [])), 400n);
    assert.equal(finePrice('0.1', ['0.5', '1.1', '0.83']), 4_565_000_000n);
    assert.equal(toMillionths(1_500_000_000n), 2n);
    assert.throws(() => finePrice('0.1', ['0.00000000001']), RangeError);
  });

  it('the true cost is what a hand calculation says', () => {
    const base = emptyWorld(TODAY, 'id', 'One stream');
    const one = stream(TODAY, { workspace: null, key: null, model: 'claude-opus-5-5', tokensPerHour: 1e6 });
    const { truth: single } = createOrganization({ ...base, streams: [one] });
    const dollars = [4, 5, 8, 0.2, 20];
    const expected = COUNTERS.slice(0, 5).reduce(
      (sum, counter, index) =>
        sum + BigInt(single.count({ ...day, counter })) * BigInt((dollars[index] ?? 0) * 10) * 10n,
      0n,
    );
    assert.equal(single.trueCost(day), expected);
    assert.equal(single.billOf(YESTERDAY).total, expected);
  });

  it('the truth bills a day with the sum of its tokens and searches, each line rounded once', () => {
    const { lines, total } = truth.billOf(YESTERDAY);
    const fromUsage = lines.filter(({ costType }) => costType === 'tokens' || costType === 'web_search');
    const billed = fromUsage.reduce((sum, { amount }) => sum + amount, 0n);
    const difference = billed - truth.trueCost(day);
    assert.ok((difference < 0n ? -difference : difference) * 2n <= BigInt(fromUsage.length));
    assert.deepEqual([...new Set(lines.map(({ costType }) => costType))].sort(), [
      'code_execution',
      'session_usage',
      'tokens',
      'web_search',
    ]);
    assert.equal(
      total,
      lines.reduce((sum, { amount }) => sum + amount, 0n),
    );
  });

  it('the truth bills every line with the true cost of its kind', () => {
    const kinds = truth
      .billOf(YESTERDAY)
      .lines.filter(({ costType, serviceTier }) => costType === 'tokens' && serviceTier);
    assert.ok(kinds.length > 50);
    for (const line of kinds) {
      const [stream0] = world.streams.filter(
        ({ model, serviceTier, contextWindow, inferenceGeo, speed, workspace }) =>
          model === line.model &&
          serviceTier === line.serviceTier &&
          contextWindow === line.contextWindow &&
          inferenceGeo === line.inferenceGeo &&
          speed === line.speed &&
          workspace === line.workspace,
      );
      const counter = COUNTERS.find((name) => name === line.tokenType);
      assert.ok(stream0 && counter);
      const { workspace, model, serviceTier, contextWindow, inferenceGeo, speed } = stream0;
      const kind = { workspace, model, serviceTier, contextWindow, inferenceGeo, speed, counter };
      assert.equal(truth.trueCost({ ...day, ...kind }), line.amount);
    }
  });

  it('the true cost of a day is that of its minutes, up to the rounding of each', () => {
    const from = TODAY - 5 * DAY - HOUR;
    let sum = 0n;
    for (let minute = from; minute < from + 2 * HOUR; minute += MINUTE) {
      sum += truth.trueCost({ from: minute, to: minute + MINUTE });
    }
    const difference = sum - truth.trueCost({ from, to: from + 2 * HOUR });
    assert.ok(difference > -120n && difference < 120n);
    assert.throws(() => truth.trueCost({ from: 1, to: MINUTE }), RangeError);
  });

  it('the truth counts only what the API shows when asked to', () => {
    const today = { from: TODAY, to: TODAY + 15 * HOUR };
    const shown = truth.trueCost({ ...today, shownAt: NOW });
    const sent = truth.trueCost({ from: TODAY, to: NOW - (NOW % MINUTE) });
    assert.ok(shown < sent && shown * 1000n > sent * 995n);
    assert.equal(truth.trueCost({ ...today, shownAt: TODAY + 2 * DAY }), truth.trueCost(today));
  });

  it('the truth shows no bill at first, then one without its last 90 minutes, then the whole', () => {
    const end = TODAY;
    const whole = truth.billOf(YESTERDAY).total;
    assert.equal(truth.billAt(YESTERDAY, end + HOUR), null);
    const early = truth.billAt(YESTERDAY, end + 3 * HOUR)?.total ?? 0n;
    assert.ok(early > 0n && early < whole);
    assert.equal(truth.billAt(YESTERDAY, end + 10 * HOUR)?.total, whole);
  });

  it('the truth never bills Priority Tier, nor a key that was refused', () => {
    const small = createOrganization(smallWorld(TODAY)).truth;
    const priority = { ...day, serviceTier: 'priority' } as const;
    assert.ok(small.count(priority) > 0);
    assert.equal(small.trueCost(priority), 0n);

    const key = world.keys[0]?.id ?? '';
    const refused = createOrganization(keyRefused(world, YESTERDAY, key)).truth;
    assert.equal(refused.count({ ...day, key }), truth.count({ ...day, key }));
    assert.equal(refused.trueCost({ ...day, key }), 0n);
    assert.equal(
      refused.trueCost({ from: TODAY, to: TODAY + HOUR, key }),
      truth.trueCost({ from: TODAY, to: TODAY + HOUR, key }),
    );
  });

  it('variations that mislead each bill something and move no other traffic', () => {
    assert.equal(Object.keys(MISLEADING).length, 9);
    for (const vary of Object.values(MISLEADING)) {
      const varied = createOrganization(vary(world)).truth;
      assert.ok(varied.count({ ...day }) === truth.count({ ...day }));
      assert.ok(varied.billOf(YESTERDAY).total > 0n);
    }
    const late = createOrganization(billADayLate(world)).truth;
    assert.equal(late.billAt(YESTERDAY, NOW), null);
    const growing = createOrganization(billGrowing(world)).truth;
    assert.ok((growing.billAt(YESTERDAY, NOW)?.total ?? 0n) < growing.billOf(YESTERDAY).total);
  });

  it('the truth cuts a price at the minute', () => {
    const cut = createOrganization(priceCutYesterday(world)).truth;
    const at = YESTERDAY + 16 * HOUR;
    const sonnet = { model: 'claude-sonnet-5-5', counter: 'output_tokens' } as const;
    const before = { from: YESTERDAY, to: at, ...sonnet };
    const after = { from: at, to: TODAY, ...sonnet };
    assert.equal(cut.trueCost(before), truth.trueCost(before));
    const difference = cut.trueCost(after) * 4n - truth.trueCost(after) * 3n;
    assert.ok(difference >= -4n && difference <= 4n, 'three quarters, up to rounding');
    assert.ok(cut.billOf(YESTERDAY).total < truth.billOf(YESTERDAY).total);
  });

  it('the truth knows the price of a model that no list has', () => {
    const born = createOrganization(unlistedModelBornToday(world)).truth;
    const output = { from: TODAY, to: TODAY + HOUR, model: UNLISTED_MODEL, counter: 'output_tokens' } as const;
    assert.equal(born.trueCost(output), BigInt(born.count(output)) * 3000n);
  });
});
