import assert from 'node:assert/strict';
import { createOrganization } from '../../adminApi/organization.ts';
import { DAY, HOUR, MINUTE } from '../../adminApi/world/time.ts';
import { createTraffic } from '../../adminApi/world/traffic.ts';
import { addCells, emptyCells } from '../../adminApi/world/volume.ts';
import { COUNTER_COUNT } from '../../adminApi/world/world.ts';
import { benchWorld } from '../../adminApi/worlds/bench.ts';
import { bigWorld } from '../../adminApi/worlds/big.ts';
import { smallWorld } from '../../adminApi/worlds/small.ts';
import { NOW, TODAY } from './ask.ts';

describe('test bed: traffic', () => {
  const { traffic, arrival, world } = createOrganization(smallWorld(TODAY));
  const sum = (from: number, to: number, step: number, read: (start: number) => Float64Array) => {
    const cells = emptyCells(world.streams.length);
    for (let start = from; start < to; start += step) addCells(cells, read(start));
    return cells;
  };

  it('traffic splits every hour of a day into minutes that add up to it', () => {
    for (let hour = TODAY - DAY; hour < TODAY; hour += HOUR) {
      assert.deepEqual(sum(hour, hour + HOUR, MINUTE, traffic.minute), traffic.hour(hour));
    }
  });

  it('traffic of an hour in which a stream ends is that of the minutes before the end alone', () => {
    const streams = world.streams.map((stream) => ({
      ...stream,
      until: Math.min(stream.until, TODAY + 10 * MINUTE),
    }));
    const cut = createTraffic(streams);
    assert.deepEqual(cut.hour(TODAY), sum(TODAY, TODAY + 10 * MINUTE, MINUTE, traffic.minute));
    assert.ok(cut.hour(TODAY).some((count) => count > 0));
  });

  it('traffic of a minute is the same again when nothing else was asked for', () => {
    const again = createTraffic(smallWorld(TODAY).streams);
    assert.deepEqual(again.minute(TODAY + 5 * HOUR), traffic.minute(TODAY + 5 * HOUR));
  });

  it('traffic of a stream does not move when another is added', () => {
    const [first, ...others] = world.streams;
    assert.ok(first);
    const alone = createTraffic([first]).hour(TODAY);
    const last = createTraffic([...others, first]).hour(TODAY);
    assert.deepEqual(last.slice(-COUNTER_COUNT), alone);
  });

  it('traffic mixes token types differently by key and by day', () => {
    const bench = createOrganization(benchWorld(TODAY)).truth;
    const [one, other] = benchWorld(TODAY).keys;
    assert.ok(one && other);
    const outputShare = (key: string, day: number) => {
      const slice = { from: day, to: day + DAY, key, model: 'claude-opus-5-5' };
      return bench.count({ ...slice, counter: 'output_tokens' }) / bench.count(slice);
    };
    assert.ok(Math.abs(outputShare(one.id, TODAY - DAY) - outputShare(other.id, TODAY - DAY)) > 0.01);
    assert.ok(Math.abs(outputShare(one.id, TODAY - DAY) - outputShare(one.id, TODAY - 2 * DAY)) > 0.001);
  });

  it('traffic moves the share of US inference through the day', () => {
    const { truth } = createOrganization(benchWorld(TODAY));
    const share = (hour: number) => {
      const slice = { from: TODAY + hour * HOUR, to: TODAY + (hour + 1) * HOUR, model: 'claude-opus-5-5' };
      return truth.count({ ...slice, inferenceGeo: 'us' }) / truth.count(slice);
    };
    assert.ok(share(19) > 2 * share(8));
  });

  it('traffic of the big world has 400 rows an hour and about 69 a minute', () => {
    const { traffic: big } = createOrganization(bigWorld(TODAY));
    const rows = (cells: Float64Array) => {
      const starts = Array.from({ length: 400 }, (_, index) => index * COUNTER_COUNT);
      return starts.filter((start) => cells.slice(start, start + COUNTER_COUNT).some((count) => count > 0)).length;
    };
    assert.equal(big.streams.length, 400);
    assert.equal(rows(big.hour(TODAY + 12 * HOUR)), 400);
    let minutes = 0;
    for (let minute = 0; minute < 60; minute += 1) minutes += rows(big.minute(TODAY + 12 * HOUR + minute * MINUTE));
    assert.ok(Math.abs(minutes / 60 - 69) < 3);
  });

  it('traffic of the running minute shows in part, and never less of it later', () => {
    const start = NOW - (NOW % MINUTE);
    const shown = (at: number) => arrival.minute(start, at).reduce((sum, count) => sum + count, 0);
    const whole = traffic.minute(start).reduce((sum, count) => sum + count, 0);
    assert.equal(shown(start), 0);
    assert.ok(shown(NOW) > 0 && shown(NOW) < shown(start + MINUTE));
    assert.ok(shown(start + MINUTE) < whole);
    assert.equal(shown(start + MINUTE + world.lateness.upTo), whole);
  });

  it('traffic of a closed hour grows until its last late data are there', () => {
    const hour = TODAY + 10 * HOUR;
    const sizes = [0, 30, 90, 180].map((later) =>
      arrival.hour(hour, hour + HOUR + later * MINUTE).reduce((sum, count) => sum + count, 0),
    );
    const [first = 0, , , last = 0] = sizes;
    assert.deepEqual(
      sizes,
      [...sizes].sort((a, b) => a - b),
    );
    assert.ok(first < last * 0.998 && first > last * 0.98);
    assert.equal(
      last,
      traffic.hour(hour).reduce((sum, count) => sum + count, 0),
    );
  });
});
