import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { Dimension } from '../../../src/shared/dimensions.ts';
import type { PanelView } from '../../../src/shared/panelView.ts';
import { COLOR_COUNT, seriesColors } from '../../../src/shared/seriesColors.ts';
import type { Source } from '../../../src/source/source.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import type { World } from '../../adminApi/world/world.ts';
import { key, stream } from '../../adminApi/worlds/kit.ts';
import { Office, type OfficeOptions } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';
import { until } from '../../workbench/until.ts';

const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE + 20_000;
const KEYS = 11;

/** Eleven keys of one model: the first was the dearest until two days ago, and is not used since. */
function manyKeys(): World {
  const keys = Array.from({ length: KEYS }, (_, at) => key(TODAY, `key ${at}`, { scope: null }));
  const streams = keys.map(({ id }, at) =>
    stream(TODAY, { workspace: null, key: id, model: 'claude-sonnet-5-5', tokensPerHour: 1e6 * (KEYS - at) }),
  );
  const [first, ...others] = streams;
  if (!first) throw new RangeError('no streams');
  return tinyWorld(TODAY, { keys, streams: [{ ...first, tokensPerHour: 9e7, until: TODAY - 2 * DAY }, ...others] });
}

const options = (): OfficeOptions => ({ world: manyKeys(), at: AT, config: { historyDays: 6 } });

const readyOf = ({ view }: Office) => (view?.status === 'ready' ? view : assert.fail('no figures'));

/** Slots that the values of a dimension own, once they own them. */
function owned(office: Office, by: Dimension = 'apiKey') {
  return until('the owners of colours', 20_000, async () => {
    office.explore({ by });
    const { series } = readyOf(office).ownedColors;
    return Object.keys(series).length > 0 ? series : undefined;
  });
}

const idsOf = ({ explorer }: PanelView & { status: 'ready' }) => explorer.chart.series.map(({ id }) => id);

describe('The colours of an organization', () => {
  it('colours are owned by the dearest eight of the history, also by those that are not on show', async () => {
    await using office = await Office.open(options());
    await office.engine.start();
    const today = office.explore({ by: 'apiKey', range: { type: 'today' } }).totals.values.map(({ id }) => id);
    const slots = await owned(office);
    const dearest = office.explore({ by: 'apiKey', range: { type: 'last90' } }).totals.values.map(({ id }) => id);
    assert.deepEqual(Object.keys(slots).sort(), dearest.slice(0, COLOR_COUNT).sort());
    assert.ok(!today.includes(dearest[0] ?? ''), 'the dearest is not used today');
    assert.equal(new Set(Object.values(slots)).size, COLOR_COUNT);
  });

  it('colours are kept with the end of the day that their owners were last used on', async () => {
    await using office = await Office.open(options());
    await office.engine.start();
    const slots = await owned(office);
    using database = new DatabaseSync(office.ledgerPath, { readOnly: true });
    const rows = database
      .prepare("SELECT slot, used_at FROM owned_color WHERE dimension = 'apiKey' ORDER BY slot")
      .all();
    const [dearest = ''] = office
      .explore({ by: 'apiKey', range: { type: 'last90' } })
      .totals.values.map(({ id }) => id);
    for (const { slot, used_at: usedAt } of rows) {
      assert.equal(usedAt, slot === slots[dearest] ? TODAY - 2 * DAY : AT, `slot ${slot}`);
    }
    assert.equal(rows.length, COLOR_COUNT);
  });

  it('colours that are claimed are those that the page showed before', async () => {
    await using office = await Office.open(options());
    await office.engine.start();
    office.explore({ by: 'apiKey', range: { type: 'last90' } });
    const shown = readyOf(office);
    assert.deepEqual(shown.ownedColors, { series: {}, models: {} });
    assert.deepEqual(await owned(office), seriesColors({ owned: {}, charted: idsOf(shown) }));
  });

  it('colours are the same in another window, and after a restart', async () => {
    await using one = await Office.open(options());
    await one.engine.start();
    const slots = await owned(one);
    await using other = one.openWindow();
    await other.engine.start();
    other.explore({ by: 'apiKey', range: { type: 'today' } });
    assert.deepEqual(readyOf(other).ownedColors.series, slots);
    await one.restart();
    await one.engine.start();
    one.explore({ by: 'apiKey', measure: 'tokens' });
    assert.deepEqual(readyOf(one).ownedColors.series, slots);
  });

  it('colours of models come along for what happens now, whatever the chart is broken down by', async () => {
    await using office = await Office.open(options());
    await office.engine.start();
    const models = await owned(office, 'model');
    office.explore({ by: 'workspace' });
    assert.deepEqual(readyOf(office).ownedColors.models, models);
  });

  it('colours are not claimed while the history is fetched: its newest days are not its dearest', async () => {
    const { promise: isHeld, resolve: letGo } = Promise.withResolvers<void>();
    const wrap = (source: Source): Source => {
      const usage: Source['usage'] = async function* (query, signal) {
        if (query.to <= TODAY - 2 * DAY) await isHeld;
        yield* source.usage(query, signal);
      };
      return Object.assign(Object.create(source), { usage });
    };
    await using office = await Office.open({ ...options(), config: { historyDays: 30 }, wrap });
    const started = office.engine.start();
    await until('the first figures', 20_000, async () => (office.state?.status === 'ready' ? true : undefined));
    office.explore({ by: 'apiKey' });
    for (let turn = 0; turn < 100; turn++) await setImmediate();
    office.explore({ by: 'apiKey' });
    assert.deepEqual(readyOf(office).ownedColors.series, {});
    letGo();
    await started;
    assert.equal(Object.keys(await owned(office)).length, COLOR_COUNT);
  });
});
