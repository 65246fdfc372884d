import assert from 'node:assert/strict';
import type { MeasurementResult } from '../../../src/shared/measurement.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';
import { TODAY } from './kit.ts';

const START = TODAY + 9 * HOUR + 10 * MINUTE;
const DAYS = 6;
const OPTIONS = { world: { ...tinyWorld(TODAY), extras: [] }, at: START, config: { historyDays: DAYS } };

const results = ({ messages }: Office): MeasurementResult[] =>
  messages.flatMap((message) => (message.call === 'measured' ? message.params : []));

/** Polls from one instant to another. */
async function pollTo(office: Office, until: number, every = MINUTE): Promise<void> {
  for (let at = office.now + every; at <= until; at += every) await office.pollAt(at);
}

describe('A measurement that begins before the history', function () {
  this.timeout(60_000);

  it('a result names the span that it counts: from the beginning of the history on', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.engine.measuring.start(null);
    await pollTo(office, START + 8 * DAY, 8 * HOUR);
    office.engine.measuring.stop();
    await pollTo(office, office.now + 30 * MINUTE, 5 * MINUTE);
    const [result = assert.fail()] = results(office);
    const begin = TODAY + (8 - DAYS + 1) * DAY;
    assert.deepEqual([result.start, result.end], [begin, START + 8 * DAY + MINUTE]);
    const true_ = office.api.truth.trueCost({ from: begin, to: result.end, shownAt: office.now });
    assert.ok(Math.abs(Number(result.cost.amount - true_)) < Number(true_) * 0.0001, `${result.cost.amount}, ${true_}`);
    const choices = office.engine.measuring.choices();
    assert.ok(typeof choices === 'object');
    assert.deepEqual(
      choices.results.map(({ start, end }) => [start, end]),
      [[result.start, result.end]],
    );
  });

  it('a measurement that the history has nothing of is dropped: its cost is not known, which is not zero', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.engine.measuring.start(null);
    office.engine.measuring.stop();
    await office.restart();
    await office.pollAt(START + 20 * DAY);
    await pollTo(office, office.now + 3 * MINUTE);
    assert.deepEqual([results(office), office.summary.measurement], [[], undefined]);
    assert.equal(office.log.filter((line) => line.includes('measurement')).length, 1);
  });
});
