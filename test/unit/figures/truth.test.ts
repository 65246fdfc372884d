import assert from 'node:assert/strict';
import type { Explorer } from '../../../src/shared/explorer.ts';
import type { CostChart, PanelView } from '../../../src/shared/panelView.ts';
import { DAY, HOUR, MINUTE, type Span, startOfUtcDay, startOfUtcMonth } from '../../../src/time/utc.ts';
import { zoneDay } from '../../../src/time/zone.ts';
import type { World } from '../../adminApi/world/world.ts';
import { benchWorld } from '../../adminApi/worlds/bench.ts';
import { smallWorld } from '../../adminApi/worlds/small.ts';
import { Office } from '../../support/office.ts';
import { TODAY } from '../spend/made.ts';
import { columns, sum } from './made.ts';

/** Part that late usage may lack: it is counted when its hour is read again, about hourly. 1 % of the traffic is late. */
const LATE = 0.002;
const ZONES = ['UTC', 'Asia/Kolkata', 'America/New_York'];
/** Of the day in UTC: before its first minute is over, its first hour, its middle, the hour of India's midnight. */
const INSTANTS = [30_000, 30 * MINUTE, 11 * HOUR + 30 * MINUTE, 18 * HOUR + 45 * MINUTE].map((since) => TODAY + since);
/** The month to date, and what prices its first day. */
const HISTORY_DAYS = 21;

const WORLDS: readonly { readonly name: string; make(today: number): World; readonly instants: readonly number[] }[] = [
  { name: 'small', make: smallWorld, instants: INSTANTS },
  { name: 'bench', make: benchWorld, instants: INSTANTS.slice(3) },
];

function isNear(amount: bigint | undefined, truth: bigint, what: string, within = LATE): void {
  const error = Math.abs(Number((amount ?? 0n) - truth)) / Math.max(Number(truth), 1);
  assert.ok(amount !== undefined && error <= within, `${what}: ${amount} instead of ${truth}`);
}

/** True cost of a span's tokens and searches, as far as the API shows them by now. */
function shown(office: Office, { start, end }: Span): bigint {
  const to = Math.min(end, Math.floor(office.now / MINUTE) * MINUTE + MINUTE);
  return office.api.truth.trueCost({ from: start, to, shownAt: office.now });
}

/** The same, with what only the bills know: lines without tokens stay on their UTC day, at the hour that is dated alike. */
function billed(office: Office, span: Span): bigint {
  let total = shown(office, span);
  for (let day = startOfUtcDay(span.start); day < span.end; day += DAY) {
    if (day + 10 * HOUR < span.start || day + 10 * HOUR >= span.end) continue;
    const lines = office.api.truth.billAt(day, office.now)?.lines ?? [];
    const others = lines.filter(({ costType }) => costType !== 'tokens' && costType !== 'web_search');
    total += sum(others.map(({ amount }) => amount));
  }
  return total;
}

function ready(view: PanelView | undefined): Extract<PanelView, { status: 'ready' }> {
  assert.ok(view?.status === 'ready');
  return view;
}

function costOf({ chart }: Explorer): CostChart {
  assert.ok(chart.kind === 'cost');
  return chart;
}

describe('against the truth', () => {
  for (const { name, make, instants } of WORLDS) {
    for (const zone of ZONES) {
      it(`every figure of the world “${name}” is true, at any time of the day, in ${zone}`, async () => {
        const [first = TODAY] = instants;
        await using office = await Office.open({
          world: make(TODAY),
          at: first,
          config: { zone, historyDays: HISTORY_DAYS },
        });
        await office.engine.start();
        for (const instant of instants) {
          if (instant > office.now) await office.goTo(instant);
          const days = costOf(office.explore({ range: { type: 'last7' } }));
          const hours = costOf(office.explore({ range: { type: 'today' }, unit: 'hour' }));
          const { summary } = ready(office.view);
          const today = zoneDay(instant, zone);
          const yesterday = zoneDay(today.start - 1, zone);
          const at = `${name}, ${zone}, ${new Date(instant).toISOString()}`;

          if (summary.today === null) assert.equal(instant, TODAY + 30_000, at);
          else isNear(summary.today.amount, billed(office, today), `today, ${at}`);
          isNear(summary.yesterday?.amount, billed(office, yesterday), `yesterday, ${at}`);
          isNear(
            summary.month?.amount,
            billed(office, { start: startOfUtcMonth(instant), end: startOfUtcDay(instant) + DAY }),
            `the month, ${at}`,
          );
          assert.equal(columns(days).at(-1), summary.today?.amount ?? 0n, `the last column, ${at}`);
          assert.equal(columns(days).at(-2), summary.yesterday?.amount, `the column before it, ${at}`);
          assert.equal(sum(columns(hours)), summary.today?.amount ?? 0n, `the hours, ${at}`);
          for (const [index, { start, basis }] of days.buckets.entries()) {
            const isUtcDay = start % DAY === 0 && days.buckets[index + 1]?.start === start + DAY;
            if (basis !== 'billed' || !isUtcDay) continue;
            assert.equal(columns(days)[index], office.api.truth.billOf(start).total, `the bill of a day, ${at}`);
          }
          if (summary.lastHour) {
            const to = Math.floor((summary.dataTo ?? instant) / MINUTE) * MINUTE;
            isNear(summary.lastHour.amount, shown(office, { start: to - HOUR, end: to }), `the burn rate, ${at}`, 0.03);
          }
          assert.equal(summary.accuracy, null, at);
        }
      });
    }
  }

  it('the accuracy compares the estimate at a day’s end with its true bill', async () => {
    const end = TODAY + DAY;
    await using office = await Office.open({
      world: smallWorld(TODAY),
      at: end - 10 * MINUTE,
      config: { historyDays: 5 },
    });
    await office.engine.start();
    await office.goTo(end + 12 * MINUTE);
    const before = office.summary;
    assert.equal(before.accuracy, null);
    await office.goTo(end + 30 * HOUR);
    const { accuracy } = office.summary;
    assert.ok(accuracy);
    assert.deepEqual([accuracy.days, accuracy.worstDay], [1, '2026-11-19']);
    assert.ok(accuracy.median > 0 && accuracy.worst < 0.005, `${accuracy.worst}`);
  });
});
