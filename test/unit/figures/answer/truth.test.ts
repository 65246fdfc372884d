import assert from 'node:assert/strict';
import { readReportData } from '../../../../src/engine/queries/readReportData.ts';
import { Ledger } from '../../../../src/ledger/ledger.ts';
import type { Choice } from '../../../../src/shared/choice.ts';
import type { Dimension } from '../../../../src/shared/dimensions.ts';
import type { Explorer } from '../../../../src/shared/explorer.ts';
import { DAY, HOUR, MINUTE, type Span, utcDayStart } from '../../../../src/time/utc.ts';
import { zoneDay } from '../../../../src/time/zone.ts';
import type { Slice } from '../../../adminApi/prices/truth.ts';
import type { Stream } from '../../../adminApi/world/world.ts';
import { smallWorld } from '../../../adminApi/worlds/small.ts';
import { ENGINE_CONFIG } from '../../../support/engineConfig.ts';
import { NO_BUDGETING } from '../../../support/noBudgeting.ts';
import { Office } from '../../../support/office.ts';
import { TODAY } from '../../spend/made.ts';
import { Asker, costAt, costTotal } from './asked.ts';

const AT = TODAY + 11 * HOUR + 30 * MINUTE;
const BILLED = '2026-11-16';
/** Late data: 1 % of the traffic, of which what is older than some hours has been read. */
const LATE = 0.002;

/** Values of a dimension, as ids and as slices of the truth. */
const SLICES: Readonly<Partial<Record<Dimension, (stream: Stream) => readonly [id: string, slice: Partial<Slice>]>>> = {
  model: ({ model }) => [model, { model }],
  workspace: ({ workspace }) => [workspace ?? '', { workspace }],
  apiKey: ({ key }) => [key ?? '', { key }],
  serviceTier: ({ serviceTier }) => [serviceTier, { serviceTier }],
  contextWindow: ({ contextWindow }) => [contextWindow, { contextWindow }],
};

const TOKENS = { dimension: 'costType', values: ['tokens'] } as const;

describe('the explorer against the truth', () => {
  let office: Office;
  let ledger: Ledger;
  let asker: Asker;

  before(async function () {
    this.timeout(60_000);
    office = await Office.open({ world: smallWorld(TODAY), at: AT, config: { historyDays: 21 } });
    await office.engine.start();
    ledger = new Ledger(office.ledgerPath, AT);
    asker = new Asker(ledger.organization(office.api.world.organization));
  });
  after(async () => {
    ledger.close();
    await office[Symbol.asyncDispose]();
  });

  const ask = (choice: Partial<Choice>, zone = 'UTC'): Explorer => asker.ask(choice, { now: AT, zone, days: 21 });
  const near = (found: number, truth: number, what: string, within = LATE) =>
    assert.ok(Math.abs(found - truth) <= within * Math.max(truth, 1), `${what}: ${found} instead of ${truth}`);
  const shown = ({ start, end }: Span, slice: Partial<Slice> = {}): Slice => ({
    ...slice,
    from: start,
    to: Math.min(end, Math.floor(AT / MINUTE) * MINUTE + MINUTE),
    shownAt: AT,
  });

  it('a billed day is its true bill, by whatever it is broken down', () => {
    const bill = office.api.truth.billOf(utcDayStart(BILLED)).total;
    for (const by of [
      'model',
      'workspace',
      'serviceTier',
      'tokenType',
      'contextWindow',
      'costType',
      'apiKey',
    ] as const) {
      const { totals } = ask({ by, range: { type: 'days', from: BILLED, to: BILLED } });
      assert.equal(costTotal(totals), bill, by);
      assert.ok(totals.estimated.every((amount) => amount === 0n));
    }
  });

  for (const [by, of] of Object.entries(SLICES)) {
    it(`tokens and their cost by ${by} are the true ones, today, yesterday and on a billed day`, () => {
      const ranges = [{ type: 'today' }, { type: 'yesterday' }, { type: 'days', from: BILLED, to: BILLED }] as const;
      for (const range of ranges) {
        const { totals, span } = ask({ by: by as Dimension, range, filters: [TOKENS] });
        for (const stream of office.api.world.streams) {
          const [id, slice] = of(stream);
          const at = totals.values.findIndex((value) => value.id === id);
          const what = `${by} ${id}, ${range.type}`;
          const counted = totals.counts.slice(at * 6, at * 6 + 5).reduce((sum, count) => sum + count, 0);
          const tokens = office.api.truth.count(shown(span, slice));
          if (at < 0) assert.equal(tokens, 0, what);
          else near(counted, tokens, `tokens of ${what}`);
          const searches = office.api.truth.trueCost(shown(span, { ...slice, counter: 'web_search_requests' }));
          const cost = office.api.truth.trueCost(shown(span, slice)) - searches;
          if (at >= 0) near(Number(costAt(totals, at)), Number(cost), `cost of ${what}`);
        }
      }
    });
  }

  it('every hour of today and yesterday costs what it truly does, in any zone', () => {
    for (const zone of ['UTC', 'Europe/Berlin', 'America/New_York']) {
      for (const type of ['today', 'yesterday'] as const) {
        const { chart } = ask({ range: { type }, unit: 'hour', by: 'costType' }, zone);
        const tokens = chart.series.findIndex(({ id }) => id === 'tokens') * chart.buckets.length;
        const searches = chart.series.findIndex(({ id }) => id === 'web_search') * chart.buckets.length;
        for (const [bucket, { start, end, basis }] of chart.buckets.entries()) {
          if (basis === 'none' || chart.kind !== 'cost') continue;
          const found = (chart.amounts[tokens + bucket] ?? 0n) + (chart.amounts[searches + bucket] ?? 0n);
          const truth = office.api.truth.trueCost(shown({ start, end }));
          near(Number(found), Number(truth), `${zone} ${new Date(start).toISOString()}`, 0.01);
        }
      }
    }
  });

  it('every minute of the newest hour counts what it truly does', () => {
    const range = { type: 'instants', start: AT - HOUR, end: AT } as const;
    const { chart, missing } = ask({ range, unit: 'minute', measure: 'tokens', by: 'costType' });
    assert.deepEqual([missing, chart.buckets.length], ['', 60]);
    for (const [minute, { start, end, basis }] of chart.buckets.entries()) {
      if (basis === 'none' || chart.kind !== 'count') continue;
      near(
        chart.amounts[minute] ?? 0,
        office.api.truth.count(shown({ start, end })),
        new Date(start).toISOString(),
        0.03,
      );
    }
    assert.ok(chart.buckets.filter(({ basis }) => basis !== 'none').length > 50);
  });

  it('a local day has the tokens of its own midnights', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Pacific/Auckland']) {
      const day = zoneDay(zoneDay(AT, zone).start - 1, zone);
      const { totals, span } = ask({ range: { type: 'yesterday' }, measure: 'tokens', by: 'tokenType' }, zone);
      assert.deepEqual({ start: span.start, end: span.end }, day);
      const counted = totals.counts.reduce((sum, count, at) => sum + (at % 6 < 5 ? count : 0), 0);
      near(counted, office.api.truth.count(shown(day)), zone);
    }
  });

  it('the counts of the previous period are true up to the same time of the day', () => {
    const { totals, previousSpan } = ask({
      range: { type: 'today' },
      measure: 'tokens',
      by: 'costType',
      compare: true,
    });
    assert.ok(previousSpan && totals.before);
    near(previousSpan.end - previousSpan.start, AT - TODAY, 'as long', 0.02);
    const counted = totals.before.counts.reduce((sum, count, at) => sum + (at % 6 < 5 ? count : 0), 0);
    near(counted, office.api.truth.count(shown(previousSpan)), 'tokens before', 0.01);
  });

  it('the previous period of billed days is the true bills of the same weekdays, day by day and in all', () => {
    const { totals, previousByBucket } = ask({
      range: { type: 'days', from: '2026-11-10', to: '2026-11-14' },
      compare: true,
    });
    const bills = [3, 4, 5, 6, 7].map((day) => office.api.truth.billOf(Date.UTC(2026, 10, day)).total);
    assert.deepEqual([...(previousByBucket ?? [])], bills);
    assert.equal(
      totals.before?.cost.reduce((sum, cost) => sum + cost, 0n),
      bills.reduce((sum, bill) => sum + bill, 0n),
    );
  });

  it('a report compares a range with the same as the panel does, to the last unit', () => {
    for (const [range, from, to] of [
      ['today', '2026-11-19', '2026-11-19'],
      ['yesterday', '2026-11-18', '2026-11-18'],
      ['thisWeek', '2026-11-16', '2026-11-19'],
      ['last7', '2026-11-13', '2026-11-19'],
    ] as const) {
      const { totals, previousSpan } = ask({ range: { type: range }, by: 'apiKey', compare: true });
      const request = { report: 'workspaceCost', from, to, range, filters: [] } as const;
      const data = readReportData(request, {
        ledger: ledger.organization(office.api.world.organization),
        organization: office.api.world.organization,
        config: ENGINE_CONFIG,
        pricedDays: asker.pricedDays,
        dayCache: asker.dayCache,
        freshness: asker.freshness(AT),
        now: AT,
        budgeting: NO_BUDGETING,
      });
      assert.deepEqual(data.before, previousSpan, range);
      const lines = data.lines(data.before, [], data.period);
      assert.equal(
        lines.reduce((sum, { billed, mixed, estimated }) => sum + billed + mixed + estimated, 0n),
        totals.before?.cost.reduce((sum, cost) => sum + cost, 0n),
        range,
      );
    }
  });

  it('the cache row of everything counts the true reads and writes', () => {
    const { cache, span } = ask({ range: { type: 'days', from: BILLED, to: BILLED } });
    const count = (counter: Slice['counter']) => office.api.truth.count(shown(span, counter ? { counter } : {}));
    near(cache.total.read, count('cache_read_input_tokens'), 'reads');
    near(cache.total.write5m, count('cache_creation.ephemeral_5m_input_tokens'), 'short writes');
    near(cache.total.write1h, count('cache_creation.ephemeral_1h_input_tokens'), 'long writes');
    near(cache.total.uncached, count('uncached_input_tokens'), 'uncached');
    assert.ok((cache.total.saved ?? 0n) > 0n);
    assert.equal(
      cache.total.saved,
      cache.apiKey.reduce((sum, { saved }) => sum + (saved ?? 0n), 0n),
    );
  });

  it('the explorer names the keys and workspaces of the organization', () => {
    const { values } = ask({ range: { type: 'last7' } });
    const names = new Map(values.apiKey.map(({ id, name }) => [id, name]));
    for (const { id, name } of office.api.world.keys) if (names.has(id)) assert.equal(names.get(id), name);
    assert.equal(names.get(''), 'No API key');
    assert.ok(values.workspace.some(({ name }) => name === 'Production'));
    assert.ok(values.apiKey.some(({ detail }) => detail.includes('inactive')));
    assert.deepEqual(values.inferenceGeo.map(({ name }) => name).sort(), ['Non-token charges', 'Not US', 'US']);
    assert.ok(utcDayStart(BILLED) + DAY < TODAY);
  });
});
