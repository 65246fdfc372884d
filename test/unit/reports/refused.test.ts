import assert from 'node:assert/strict';
import { DOLLAR } from '../../../src/shared/money.ts';
import { DAY, HOUR } from '../../../src/time/utc.ts';
import { keyRefused } from '../../adminApi/worlds/misleading.ts';
import { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';
import { amountsOf, shown, tableNamed } from './shown.ts';

const TODAY = Date.UTC(2026, 10, 1);

describe('what-ifs of a period in which a key was refused for a day', () => {
  let office: Office;

  before(async function () {
    this.timeout(60_000);
    const world = tinyWorld(TODAY);
    const [web] = world.keys;
    const refused = keyRefused(world, TODAY - 5 * DAY, web?.id);
    office = await Office.open({ world: refused, at: TODAY + 13 * HOUR, config: { historyDays: 20 } });
    await office.engine.start();
  });
  after(() => office?.[Symbol.asyncDispose]());

  const otherModel = async (from: string, to: string) => {
    const request = { report: 'savings', from, to, filters: [] } as const;
    const outcome = await office.engine.runJob({ kind: 'report', request }, () => {}, new AbortController().signal);
    assert.ok(outcome.kind === 'report');
    const table = tableNamed(outcome.report.sections, 'with-another-model');
    const [cost = 0n, saved = 0n] = [amountsOf(table, 'cost_usd').rows[0], amountsOf(table, 'saved_usd').rows[0]];
    return { name: shown(table)[0]?.slice(0, 3), cost, saved };
  };

  it('what-ifs save the same with and without a day on which a key was refused', async () => {
    const { name, cost, saved } = await otherModel('2026-10-26', '2026-10-28');
    assert.deepEqual(name, ['Production', 'Opus 5.5', `billed ${Number(cost) / Number(DOLLAR)}`]);
    const [before, after] = [
      await otherModel('2026-10-26', '2026-10-26'),
      await otherModel('2026-10-28', '2026-10-28'),
    ];
    assert.equal(cost, before.cost + after.cost);
    // Sonnet 5.5 lists half of what Opus 5.5 does; bills are of whole cents.
    assert.ok(isWithinACent(saved, before.saved + after.saved), `${saved} is not ${before.saved + after.saved}`);
    assert.ok(isWithinACent(saved, cost / 2n), `${saved} is not half of ${cost}`);
  });
});

function isWithinACent(a: bigint, b: bigint): boolean {
  return 100n * (a > b ? a - b : b - a) <= DOLLAR;
}
