import assert from 'node:assert/strict';
import { AdminApiError } from '../../../src/adminApi/errors.ts';
import { FIRST_CHOICE } from '../../../src/shared/choice.ts';
import type { Explorer } from '../../../src/shared/explorer.ts';
import type { Source } from '../../../src/source/source.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { rateLimited } from '../../adminApi/faults/rateLimited.ts';
import type { RequestRecord } from '../../adminApi/requestRecord.ts';
import type { World } from '../../adminApi/world/world.ts';
import { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';
import { until } from '../../workbench/until.ts';

const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE + 20_000;
const GEOGRAPHY = { measure: 'tokens', by: 'inferenceGeo', range: { type: 'last7' } } as const;
const OPTIONS = { world: newInTheUs(), at: AT, config: { historyDays: 6 } };

/** Some inference is in the US since this morning, which no bill has named yet. */
function newInTheUs(): World {
  const world = tinyWorld(TODAY);
  const [web] = world.streams;
  assert.ok(web);
  return { ...world, streams: [...world.streams, { ...web, inferenceGeo: 'us', from: TODAY + 9 * HOUR }] };
}

function explorerOf({ view }: Office): Explorer {
  assert.ok(view?.status === 'ready');
  return view.explorer;
}

/** Tokens by what the panel calls each geography that was used. */
function tokensOf({ totals: { values, counts } }: Explorer): Record<string, number> {
  const tokens = (at: number) => counts.subarray(at * 6, at * 6 + 5).reduce((sum, count) => sum + count, 0);
  const rows = values.map(({ name }, at) => [name, tokens(at)] as const);
  return Object.fromEntries(rows.filter(([, count]) => count > 0));
}

const isMinutes = ({ query }: RequestRecord) => query.get('bucket_width')?.[0] === '1m';
const isHours = ({ query }: RequestRecord) => query.get('bucket_width')?.[0] === '1h';
const startOf = ({ query }: RequestRecord) => Date.parse(query.get('starting_at')?.[0] ?? '');
const isGeography = ({ query }: RequestRecord) => query.has('inference_geos[]');
const answered = (office: Office) =>
  until('the geography', 10_000, async () => (explorerOf(office).fetching === null ? true : undefined));

describe('Usage by inference geography, where bills name none', () => {
  it('usage by geography is fetched once when it is chosen, and kept up from then on', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    const asked = office.api.requests.all.filter(isGeography);
    assert.ok(asked.every(({ query }) => Date.parse(query.get('starting_at')?.[0] ?? '') >= TODAY - 2 * DAY));
    assert.match(office.explore(GEOGRAPHY).fetching?.what ?? '', /inference geography/);
    await answered(office);
    const truth = () => {
      const seen = { from: TODAY - 5 * DAY, to: Math.ceil(office.now / MINUTE) * MINUTE, shownAt: office.now };
      const of = (inferenceGeo: 'us' | 'global') => office.api.truth.count({ ...seen, inferenceGeo });
      return { 'Not US': of('global'), US: of('us') };
    };
    assert.ok(truth().US > 0);
    assert.deepEqual(tokensOf(explorerOf(office)), truth());
    assert.equal(explorerOf(office).missing, '');
    const { totals } = office.explore({ range: { type: 'today' } });
    const shown = totals.estimated.reduce((sum, amount) => sum + amount, 0n);
    assert.equal(office.summary.today?.amount, shown, 'today is the same wherever it stands');
    const before = office.api.requests.all.length;
    office.explore({ ...GEOGRAPHY, range: { type: 'today' }, unit: 'hour' });
    assert.equal(office.api.requests.all.length, before);
    for (let minute = 1; minute <= 3; minute++) await office.pollAt(AT + minute * MINUTE);
    office.explore(GEOGRAPHY);
    assert.deepEqual(Object.keys(tokensOf(explorerOf(office))), ['Not US', 'US']);
    assert.deepEqual([explorerOf(office).missing, explorerOf(office).fetching], ['', null]);
  });

  it('usage by geography is fetched for the minutes of a past day, too', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.explore({ ...GEOGRAPHY, range: { type: 'yesterday' }, unit: 'minute' });
    await answered(office);
    assert.equal(explorerOf(office).missing, '');
    const yesterday = { from: TODAY - DAY, to: TODAY, shownAt: AT };
    assert.deepEqual(tokensOf(explorerOf(office)), { 'Not US': office.api.truth.count(yesterday) });
  });

  it('usage by geography asks for each minute once, whatever detail is wanted', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.api.requests.clear();
    office.explore({ ...GEOGRAPHY, range: { type: 'days', from: '2026-11-17', to: '2026-11-17' }, unit: 'minute' });
    await answered(office);
    const asked = office.api.requests.all
      .filter((request) => isMinutes(request) && !isGeography(request))
      .map(({ query }) => query.get('starting_at')?.[0]);
    assert.equal(asked.length, new Set(asked).size);
  });

  it('usage by geography waits for the history, and asks for no hour twice', async () => {
    let chosen = false;
    await using office = await Office.open({
      ...OPTIONS,
      config: { historyDays: 40 },
      onMessage: (message, { engine }) => {
        if (chosen || message.call !== 'state' || message.params.status !== 'ready') return;
        chosen = true;
        engine.panel.choose({ ...FIRST_CHOICE, ...GEOGRAPHY });
      },
    });
    await office.engine.start();
    await answered(office);
    assert.equal(explorerOf(office).missing, '');
    const ofUs = office.api.requests.all.filter((request) => isGeography(request) && !isMinutes(request));
    const froms = ofUs.map(({ query }) => query.get('starting_at')?.[0]);
    assert.equal(froms.length, new Set(froms).size);
  });

  it('usage by geography leaves a cancelled history where it is', async () => {
    await using office = await Office.open({
      ...OPTIONS,
      config: { historyDays: 60 },
      onMessage: (message, { engine }) => {
        const isFetching =
          message.call === 'state' && message.params.status === 'ready' && message.params.summary.progress;
        if (isFetching) engine.cancelHistory();
      },
    });
    await office.engine.start();
    const oldest = () => Math.min(...office.api.requests.all.filter(isHours).map(startOf));
    const reached = oldest();
    assert.ok(reached > TODAY - 59 * DAY, 'it was cancelled in time');
    office.explore({ ...GEOGRAPHY, range: { type: 'last90' } });
    await answered(office);
    assert.ok(oldest() >= reached);
  });

  it('usage by geography is not asked for during a pause that the API asks for, and is after it', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.api.faults.add({ fault: rateLimited(), times: 'always' });
    await office.pollAt(AT + MINUTE);
    office.api.requests.clear();
    assert.equal(office.explore(GEOGRAPHY).fetching, null);
    assert.equal(office.api.requests.all.length, 0);
    office.api.faults.clear();
    await office.pollAt(AT + 4 * MINUTE);
    await answered(office);
    assert.equal(explorerOf(office).missing, '');
  });

  it('usage by geography that is answered with a 429 says so, and pauses everything', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.api.faults.add({ fault: rateLimited(), times: 'always' });
    office.explore(GEOGRAPHY);
    await until('the trouble', 10_000, async () => (office.summary.problem ? true : undefined));
    assert.equal(office.summary.problem?.kind, 'rateLimited');
    office.api.requests.clear();
    await office.pollAt(AT + 30_000);
    assert.equal(office.api.requests.all.length, 0);
  });

  it('usage by geography leaves every amount of a billed day as it was', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    const billed = { type: 'days', from: '2026-11-14', to: '2026-11-17' } as const;
    const amounts = () => office.explore({ by: 'apiKey', range: billed, unit: 'hour' });
    const before = amounts();
    office.explore({ ...GEOGRAPHY, measure: 'cost', range: billed });
    await answered(office);
    assert.ok(office.api.requests.all.some(isGeography));
    const after = amounts();
    assert.deepEqual([after.totals, after.chart], [before.totals, before.chart]);
  });

  it('usage by geography can be cancelled, and the panel says what is missing', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.explore(GEOGRAPHY);
    office.engine.panel.fetch(false);
    assert.match(explorerOf(office).missing, /inference geography/);
    assert.ok(Object.keys(tokensOf(explorerOf(office))).includes('Not recorded'));
  });

  it('usage by geography stays missing where the API refuses it, and causes no problem', async () => {
    await using office = await Office.open({ ...OPTIONS, wrap: withoutGeography });
    await office.engine.start();
    office.explore(GEOGRAPHY);
    await answered(office);
    assert.match(explorerOf(office).missing, /inference geography/);
    assert.ok(office.log.some((line) => line.includes('usage for the geography us alone')));
    await office.goTo(AT + MINUTE);
    assert.equal(office.summary.problem, null);
  });
});

function withoutGeography(source: Source): Source {
  const usage: Source['usage'] = (query, signal) => {
    if (query.inferenceGeo === undefined) return source.usage(query, signal);
    throw new AdminApiError({ kind: 'badRequest', status: 400, requestId: '', apiMessage: '' });
  };
  return Object.assign(Object.create(source), { usage });
}
