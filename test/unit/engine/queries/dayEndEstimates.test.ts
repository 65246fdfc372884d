import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../../../../src/engine/engine.ts';
import type { NewsMessage } from '../../../../src/engine/thread/protocol.ts';
import { Ledger } from '../../../../src/ledger/ledger.ts';
import { createSampleSource } from '../../../../src/sample/source.ts';
import { DAY, HOUR, startOfUtcMonth, utcDay } from '../../../../src/time/utc.ts';
import type { World } from '../../../adminApi/world/world.ts';
import { discountBegan, sessions } from '../../../adminApi/worlds/misleading.ts';
import { ENGINE_CONFIG } from '../../../support/engineConfig.ts';
import { newsTo } from '../../../support/news.ts';
import { Office } from '../../../support/office.ts';
import { tinyWorld } from '../../../support/tinyWorld.ts';
import { OPTIONS, TODAY } from '../kit.ts';

const PUNCTUAL = { delay: 0, share: 0, upTo: 0 };
const WORLD = { ...tinyWorld(TODAY), lateness: PUNCTUAL };

/** An organization that is looked at from nine to five on such days, counted from the first: never at midnight. */
async function lookedAt(world: World, days: readonly number[]): Promise<Office> {
  const office = await Office.open({ ...OPTIONS, world, at: TODAY + 9 * HOUR });
  for (const [index, day] of days.entries()) {
    if (index > 0) await office.restart();
    for (const hour of [9, 13, 17]) await office.pollAt(TODAY + day * DAY + hour * HOUR);
  }
  return office;
}

/** Days with an estimate, counted from the first that was looked at, and what was estimated of them. */
function estimatesOf(office: Office): Map<number, bigint> {
  using ledger = new Ledger(office.ledgerPath, office.now);
  const kept = ledger.organization(office.api.world.organization).estimates.all();
  return new Map(kept.map(({ start, amount }) => [(start - TODAY) / DAY, amount]));
}

describe('An estimate of a day at whose end no window was open', () => {
  it('a day at whose end no window was open is estimated at the next start, and measured once its bill is final', async () => {
    await using office = await lookedAt(WORLD, [0, 1, 2, 3]);
    assert.deepEqual([...estimatesOf(office).keys()], [0, 1, 2]);
    const { accuracy } = office.summary;
    assert.equal(accuracy?.days, 2);
    assert.ok(accuracy.worst < 0.0005, String(accuracy.worst));
  });

  it('no day before the organization was first looked at is estimated', async () => {
    await using office = await lookedAt(WORLD, [0]);
    assert.deepEqual(estimatesOf(office).size, 0);
  });

  it('every day that was missed is estimated, at the rates that were known before', async () => {
    await using office = await lookedAt(discountBegan(WORLD, TODAY + DAY), [0, 5]);
    const estimates = estimatesOf(office);
    assert.deepEqual([...estimates.keys()], [0, 1, 2, 3, 4]);
    const errorOf = (day: number) => {
      const { lines } = office.api.truth.billOf(TODAY + day * DAY);
      const billed = lines.reduce(
        (sum, { costType, amount }) => sum + (costType === 'code_execution' ? 0n : amount),
        0n,
      );
      return Number(estimates.get(day) ?? 0n) / Number(billed) - 1;
    };
    assert.ok(Math.abs(errorOf(0)) < 0.0005, String(errorOf(0)));
    // The bills of these days are final by then, with a fifth off; nobody knew of that when they ended.
    for (const day of [1, 2, 3, 4]) assert.ok(Math.abs(errorOf(day) - 0.25) < 0.001, `${day}: ${errorOf(day)}`);
    assert.ok(Math.abs((office.summary.accuracy?.worst ?? 0) - 0.25) < 0.001);
  });

  it('an estimate of a missed day does not know bills that became final since', async () => {
    await using office = await lookedAt(discountBegan(WORLD, TODAY - DAY), [0, 1, 2]);
    const estimates = estimatesOf(office);
    const ratioOf = (day: number) =>
      Number(estimates.get(day) ?? 0n) / Number(office.api.truth.trueCost(daySpan(TODAY + day * DAY)));
    // The first bill with the discount is final a day after its end: at the end of the first day nobody has seen it.
    assert.ok(Math.abs(ratioOf(0) - 1.25) < 0.001, String(ratioOf(0)));
    assert.ok(Math.abs(ratioOf(1) - 1) < 0.001, String(ratioOf(1)));
  });

  it('an estimate of a missed day counts cost without usage where that is estimated', async () => {
    await using office = await lookedAt(sessions(WORLD, 0), [0, 1, 2, 3]);
    const estimate = Number(estimatesOf(office).get(0) ?? 0n);
    const bill = Number(office.api.truth.billOf(TODAY).total);
    assert.ok(Math.abs(estimate / bill - 1) < 0.001, `${estimate} of ${bill}`);
    assert.ok((office.summary.accuracy?.worst ?? 1) < 0.001);
  });
});

function daySpan(from: number) {
  return { from, to: from + DAY };
}

describe('The sample organization', () => {
  it('a statement of the sample’s last month has an estimate of every day, made with rates known at its end', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'claude-usage-'));
    const clock = { now: () => TODAY + 14 * HOUR };
    const config = { ...ENGINE_CONFIG, ledgerPath: join(folder, 'sample.db') };
    const engine = new Engine({ config, source: createSampleSource(clock), clock, random: () => 0.5, send() {} });
    const month = startOfUtcMonth(startOfUtcMonth(TODAY) - DAY);
    const request = {
      report: 'monthStatement',
      from: utcDay(month),
      to: utcDay(startOfUtcMonth(TODAY) - DAY),
      filters: [],
    };
    try {
      await engine.start();
      const outcome = await engine.runJob({ kind: 'report', request }, () => {}, new AbortController().signal);
      assert.ok(outcome.kind === 'report');
      const days = outcome.report.sections.find(({ table }) => table?.key === 'days')?.table;
      const at = days?.columns.findIndex(({ key }) => key === 'difference_percent') ?? -1;
      const errors = days?.rows.map(({ [at]: cell }) => (cell?.kind === 'ratio' ? Math.abs(cell.value ?? 100) : 100));
      assert.equal(errors?.length, 31);
      // On the day that a new discount begins nobody knows of it: real estimates are wrong then.
      const usual = errors.toSorted((a, b) => a - b).slice(0, 30);
      assert.ok(
        usual.every((error) => error < 0.3),
        JSON.stringify(errors),
      );
      assert.ok(errors.some((error) => error > 0));
    } finally {
      engine[Symbol.dispose]();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('the sample organization has two weeks of estimates from the start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'claude-usage-'));
    const messages: NewsMessage[] = [];
    const clock = { now: () => TODAY + 14 * HOUR };
    const config = { ...ENGINE_CONFIG, ledgerPath: join(folder, 'sample.db') };
    const send = newsTo((message) => messages.push(message));
    const engine = new Engine({ config, source: createSampleSource(clock), clock, random: () => 0.5, send });
    try {
      await engine.start();
      const state = messages.findLast((message) => message.call === 'state')?.params;
      assert.ok(state?.status === 'ready');
      assert.equal(state.summary.accuracy?.days, 14);
      // A model that nobody had paid for before was tried out on one of the days.
      assert.ok(state.summary.accuracy.worst < 0.003, JSON.stringify(state.summary.accuracy));
    } finally {
      engine[Symbol.dispose]();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
