import assert from 'node:assert/strict';
import type { BillLine, DayRecord } from '../../../src/spend/bill.ts';
import { spendOfDay } from '../../../src/spend/daySpend.ts';
import type { Rates } from '../../../src/spend/rates.ts';
import { cell, costRow, input, kind, otherRow, ratesOf, record, series, wholeDay } from './made.ts';

const MILLION = 1_000_000;
const NEW = 'claude-nova-8';
/** 700 for a million tokens of the usual kind, 90 for a search. */
const rates = ratesOf(
  wholeDay(
    2,
    [costRow(700n), otherRow(90n, 'web_search')],
    [cell(series(), { uncached_input_tokens: MILLION, web_search_requests: 1 })],
  ),
);
const spend = (own: Partial<DayRecord>) => spendOfDay(record(own), rates);

describe('a day', () => {
  describe('without a bill', () => {
    it('a day without a bill is estimated, each line with the rung that its rate stands on', () => {
      const day = spend({ usage: [input(2 * MILLION), input(MILLION, { workspaceId: 'w' })] });
      assert.equal(day.basis, 'estimated');
      assert.equal(day.total, 2100n);
      assert.deepEqual(
        day.kinds.map(({ amount, basis, source }) => [amount, basis, source]),
        [
          [1400n, 'estimated', 'own'],
          [700n, 'estimated', 'elsewhere'],
        ],
      );
    });

    it('a day without a bill is rounded once for each kind, half away from zero', () => {
      const usage = [input(2142), input(2143, { apiKeyId: 'key-b' })];
      assert.equal(spend({ usage }).total, 3n); // 4285 × 0.0007 = 2.9995
    });

    it('a day without a bill and without usage is an estimate of nothing', () => {
      const { basis, total, unpricedTokens } = spend({});
      assert.deepEqual({ basis, total, unpricedTokens }, { basis: 'estimated', total: 0n, unpricedTokens: 0 });
    });

    it('a day without a bill counts tokens without a known price, and never as money', () => {
      const day = spend({ usage: [input(MILLION), input(5000, { model: NEW })] });
      assert.equal(day.total, 700n);
      assert.equal(day.unpricedTokens, 5000);
      assert.deepEqual(
        day.kinds.map(({ unpricedTokens, source }) => [unpricedTokens, source]),
        [
          [0, 'own'],
          [5000, null],
        ],
      );
    });

    it('a day without a bill shows Priority Tier as tokens and prices only its searches', () => {
      const usage = [
        cell(series({ serviceTier: 'priority' }), { uncached_input_tokens: MILLION, web_search_requests: 2 }),
      ];
      const day = spend({ usage });
      assert.equal(day.priorityTokens, MILLION);
      assert.equal(day.total, 180n);
      assert.equal(day.unpricedTokens, 0);
    });

    it('a tier that recent bills name is priced on its own, with a final but empty bill or none', () => {
      const flex = { serviceTier: 'flex' };
      const named = ratesOf(wholeDay(2, [costRow(700n), costRow(350n, flex)], [input(MILLION), input(MILLION, flex)]));
      for (const isFinal of [false, true])
        assert.equal(spendOfDay(record({ usage: [input(MILLION, flex)], isFinal }), named).total, 350n);
      assert.equal(spend({ usage: [input(MILLION, flex)] }).total, 700n);
    });
  });

  describe('with an empty bill', () => {
    it('a day with an empty bill is not billed yet where there was usage, however late it is', () => {
      const day = spend({ isFinal: true, usage: [input(MILLION)] });
      assert.deepEqual([day.basis, day.total, day.kinds[0]?.source], ['estimated', 700n, 'own']);
      assert.equal(day.kinds[0]?.notBilledUnits, 0);
    });

    it('a day with an empty bill was billed with $0 where there was no usage, once the bill is final', () => {
      assert.deepEqual([spend({ isFinal: true }).basis, spend({ isFinal: true }).total], ['billed', 0n]);
      assert.equal(spend({ isFinal: false }).basis, 'estimated');
      const priority = spend({ isFinal: true, usage: [input(MILLION, { serviceTier: 'priority' })] });
      assert.deepEqual([priority.basis, priority.priorityTokens], ['billed', MILLION]);
    });
  });

  describe('with a final bill', () => {
    it('a day with a final bill costs what the bill says', () => {
      const day = spend({ isFinal: true, bill: [costRow(123n)], usage: [input(MILLION)] });
      assert.deepEqual(
        [day.basis, day.total, day.kinds[0]?.basis, day.kinds[0]?.source],
        ['billed', 123n, 'billed', null],
      );
    });

    it('usage without a line on a final bill is shown as not billed: it was refused', () => {
      const day = spend({ isFinal: true, bill: [costRow(123n)], usage: [input(MILLION), input(500, { model: NEW })] });
      assert.equal(day.total, 123n);
      assert.equal(day.unpricedTokens, 0);
      assert.deepEqual(
        day.kinds.map(({ amount, notBilledUnits }) => [amount, notBilledUnits]),
        [
          [123n, 0],
          [0n, 500],
        ],
      );
    });

    it('a final bill without geographies applies to all geographies together', () => {
      const usage = [input(MILLION), input(500, { inferenceGeo: 'us' })];
      const of = (inferenceGeo: string) => {
        const detail = { geo: 'us', fast: false };
        return spend({ isFinal: true, bill: [costRow(123n, { inferenceGeo })], usage, detail });
      };
      assert.deepEqual(
        of('').kinds.map(({ amount, notBilledUnits }) => [amount, notBilledUnits]),
        [[123n, 0]],
      );
      assert.equal(of('global').kinds.length, 2, 'one that says them has none of the US');
      const old = costRow(0n, { model: 'claude-old', inferenceGeo: 'not_available' });
      const bill = [costRow(123n, { inferenceGeo: '' }), old];
      const mixed = spend({ isFinal: true, bill, usage, detail: { geo: 'us', fast: false } });
      assert.deepEqual(
        [mixed.kinds.length, mixed.kinds[0]?.notBilledUnits],
        [2, 0],
        'a model that has none tells none',
      );
    });

    it('bills without geographies teach that a token costs the same wherever it is made', () => {
      const isFinal = (inferenceGeo: string) => wholeDay(2, [costRow(700n, { inferenceGeo })], [input(MILLION)]);
      const usage = [input(MILLION, { inferenceGeo: 'us' })];
      const estimated = (rates: Rates) =>
        spendOfDay(record({ usage, detail: { geo: 'us', fast: false } }), rates).kinds.map(
          ({ kind }) => kind.inferenceGeo,
        );
      assert.deepEqual(estimated(ratesOf(isFinal(''))), ['']);
      assert.deepEqual(estimated(ratesOf(isFinal('global'))), ['us']);
      assert.deepEqual(estimated(ratesOf()), ['us'], 'the price list knows better than nobody');
    });

    it('lines of a final bill without usage stay lines of their own, with their workspace', () => {
      const bill = [
        costRow(5n, { workspaceId: 'w' }),
        otherRow(7n, 'code_execution', { workspaceId: 'w' }),
        otherRow(11n, 'session_usage', { workspaceId: 'wrkspc_default' }),
        costRow(13n, { tokenType: 'thinking_tokens' }),
      ];
      const day = spend({ isFinal: true, bill, defaultWorkspaceId: 'wrkspc_default' });
      assert.equal(day.total, 36n);
      assert.deepEqual(
        day.unallocated.map(({ workspaceId, costType, amount }) => [workspaceId, costType, amount]),
        [
          ['w', 'code_execution', 7n],
          ['', 'session_usage', 11n],
          ['', 'tokens', 13n],
        ],
      );
    });
  });

  describe('with a bill that is still growing', () => {
    const W = { workspaceId: 'w' };
    const usage = [input(MILLION), input(MILLION, W)];

    it('a growing bill shows the larger of bill and estimate, kind by kind, as mixed', () => {
      const day = spend({ bill: [costRow(600n), costRow(800n, W)], usage });
      assert.equal(day.basis, 'mixed');
      assert.deepEqual(
        day.kinds.map(({ amount, basis, source }) => [amount, basis, source]),
        [
          [700n, 'mixed', 'own'],
          [800n, 'mixed', null],
        ],
      );
      assert.equal(day.total, 1500n);
    });

    it('a growing bill’s missing kinds are estimated, and its lines without usage are kept', () => {
      const day = spend({ bill: [costRow(600n, W), otherRow(50n, 'code_execution')], usage: [input(MILLION)] });
      assert.deepEqual([day.total, day.kinds.every(({ basis }) => basis === 'mixed')], [1350n, true]);
    });

    it('a kind without a line counts as refused once all of the bill has ended growing, but for batches, which come late', () => {
      const ended = { ...costRow(600n, W), hasEndedGrowing: true };
      const batch = input(MILLION, { serviceTier: 'batch' });
      const refused = (bill: readonly BillLine[]) =>
        spend({ bill, usage: [input(MILLION), input(MILLION, W), batch] })
          .kinds.filter(({ notBilledUnits }) => notBilledUnits > 0)
          .map((line) => [line.kind, line.amount, line.notBilledUnits]);
      assert.deepEqual(refused([ended]), [[kind(), 0n, MILLION]]);
      assert.deepEqual(refused([ended, costRow(1n, { model: NEW })]), []);
    });

    it('a growing bill is believed about a kind that has no rate', () => {
      const own = { model: NEW };
      const day = spend({ bill: [costRow(40n, own), costRow(-3n)], usage: [input(5000, own)] });
      assert.deepEqual([day.total, day.unpricedTokens], [37n, 0]);
    });

    it('a bill of the running day, should there ever be one, counts as growing', () => {
      const day = spend({ bill: [costRow(1n)], usage: [input(MILLION)] });
      assert.deepEqual([day.basis, day.total], ['mixed', 700n]);
    });
  });

  it('a day has one line for the default workspace, whichever id the bill gives it', () => {
    const bill = [costRow(5n, { workspaceId: 'wrkspc_default' }), costRow(6n, { description: 'null' })];
    const day = spend({ isFinal: true, bill, usage: [input(9)], defaultWorkspaceId: 'wrkspc_default' });
    assert.deepEqual(
      day.kinds.map((line) => [line.kind, line.amount, line.units]),
      [[kind(), 11n, 9]],
    );
  });
});
