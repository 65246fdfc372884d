import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { DOLLAR, type Money, toCents } from '../../src/shared/money.ts';
import { HOUR } from '../../src/time/utc.ts';
import { smallWorld } from '../adminApi/worlds/small.ts';
import { TODAY } from '../unit/engine/kit.ts';
import { exportingOffice, halve, pollAndSend, tokensSince } from '../unit/engine/otel/kit.ts';
import { root } from '../unit/hostSide/manifest.ts';
import { VictoriaMetrics } from './victoriaMetrics.ts';

const BEGIN = TODAY + 6 * HOUR;
const HOURS = 24;

const budgets = {
  budgets: [
    {
      name: 'Month',
      amount: 1000n * DOLLAR,
      period: 'month',
      thresholds: [],
      forecast: false,
      organization: null,
      scope: null,
    },
  ],
  bad: [],
} as const;

const panels = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })),
});
const alerts = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({ title: z.string(), data: z.array(z.object({ model: z.object({ expr: z.optional(z.string()) }) })) }),
      ),
    }),
  ),
});

/** Expressions of the Grafana dashboard and of its alerts, by their titles. */
function expressions(): [title: string, expression: string][] {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(root, 'dashboards', 'grafana', name), 'utf8'));
  const ofPanels = panels
    .parse(read('dashboard.json'))
    .panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as [string, string]));
  const ofAlerts = alerts
    .parse(read('alerts.json'))
    .groups.flatMap(({ rules }) => rules)
    .flatMap(({ title, data }) =>
      data.flatMap(({ model: { expr } }) => (expr === undefined ? [] : [[title, expr] as [string, string]])),
    );
  return [...ofPanels, ...ofAlerts].map(([title, expression]) => [
    title,
    expression
      .replaceAll('$__rate_interval', '3h')
      .replaceAll('[15m]', '[3h]')
      .replaceAll('$organization', '.*')
      .replaceAll('offset 1w', 'offset 12h'),
  ]);
}

describe('VictoriaMetrics', function () {
  this.timeout(240_000);
  let receiver: VictoriaMetrics;

  before(async () => {
    receiver = await VictoriaMetrics.start();
  });
  after(() => receiver?.[Symbol.asyncDispose]());

  it('VictoriaMetrics has the ledger’s tokens and the figures’ cents through a day with a restart, a takeover and a revision', async () => {
    await using office = await exportingOffice(
      { url: receiver.endpoint },
      {},
      { at: BEGIN, world: smallWorld(TODAY), config: { budgets } },
    );
    const answered = async (expression: string) => {
      const [sample, ...others] = await receiver.query(expression, office.now);
      assert.deepEqual(others, []);
      return sample?.value ?? Number.NaN;
    };
    /** Nothing is sent of an amount that is not known, as at midnight. */
    const assertCents = async (metric: string, amount: Money | undefined) => {
      const sum = await answered(`sum(${metric})`);
      const cents = Number.isNaN(sum) ? undefined : BigInt(Math.round(sum * 100));
      assert.equal(cents, amount === undefined ? undefined : toCents(amount), metric);
    };
    let highest = 0;
    let revised = false;
    for (let hour = 1; hour <= HOURS; hour++) {
      if (hour === 8) await office.restart();
      const window = hour === 12 ? office.openWindow() : null;
      await pollAndSend(window ?? office, BEGIN + hour * HOUR);
      if (window) {
        await window[Symbol.asyncDispose]();
        await pollAndSend(office, office.now + HOUR / 2);
      }
      const tokens = await answered('sum(anthropic_usage_tokens_total)');
      const known = tokensSince(office, BEGIN);
      assert.ok(tokens >= highest, 'counters never fall');
      if (!revised) assert.equal(tokens, known, `after ${hour} hours`);
      else assert.ok(tokens >= known);
      highest = tokens;
      const { today, month, budgets: [budget] = [] } = office.summary;
      await assertCents('anthropic_cost_today', today?.amount);
      await assertCents('anthropic_cost_month_to_date', month?.amount);
      assert.equal(
        (await answered('anthropic_budget_used_ratio')).toFixed(6),
        (Number(budget?.spent?.amount) / Number(budget?.budget.amount)).toFixed(6),
      );
      if (hour === 16) {
        halve(office, BEGIN + HOUR);
        revised = true;
      }
    }
    assert.ok(highest > 0);
    for (const [title, expression] of expressions()) {
      assert.ok((await receiver.query(expression, office.now)).length > 0, `${title}: ${expression}`);
    }
  });
});
