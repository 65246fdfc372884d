import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Temporality } from '../../../../src/shared/otel.ts';
import { HOUR, MINUTE, SECOND, startOfHour } from '../../../../src/time/utc.ts';
import type { DecodedRequest } from '../../../otel/decode.ts';
import { LoopbackReceiver, sumOf, TAKEN } from '../../../otel/receiver.ts';
import { TODAY } from '../kit.ts';
import { exportingOffice, halve, pollAndSend, tokensSince } from './kit.ts';

const BEGIN = TODAY + 6 * HOUR;
const TOKENS = 'anthropic.usage.tokens';

function spanOf({ metrics }: DecodedRequest): { start: number; at: number } {
  const point = metrics.find(({ name }) => name === TOKENS)?.points[0];
  return { start: point?.start ?? Number.NaN, at: point?.at ?? Number.NaN };
}

/** What a receiver has counted after each of its requests; one that comes twice counts once. */
function counted(receiver: LoopbackReceiver, temporality: Temporality): number[] {
  let total = 0;
  const seen = new Set<string>();
  return receiver.requests.map(({ body, decoded }) => {
    const identity = Buffer.from(body).toString('base64');
    const said = sumOf(decoded, TOKENS) ?? 0;
    if (temporality === 'cumulative') total = said;
    else if (!seen.has(identity)) total += said;
    seen.add(identity);
    return total;
  });
}

describe('A day of exporting to OpenTelemetry', function () {
  this.timeout(120_000);

  for (const temporality of ['cumulative', 'delta'] as const) {
    it(`a day of ${temporality} counters has the ledger’s tokens, over a restart, a takeover and a revision`, async () => {
      await using receiver = await LoopbackReceiver.open();
      await using office = await exportingOffice(receiver, { temporality }, { at: BEGIN });
      const received = () => counted(receiver, temporality).at(-1) ?? 0;
      const goOn = async (polls: number) => {
        for (let poll = 0; poll < polls; poll += 1) {
          await pollAndSend(office, office.now + 15 * MINUTE);
          assert.equal(received(), tokensSince(office, BEGIN), new Date(office.now).toISOString());
        }
      };
      await goOn(8);

      // A restart.
      await office.restart();
      await goOn(8);

      // A window dies while it sends; nobody knows whether the receiver has the request.
      const window = office.openWindow();
      const asked = new EventTarget();
      receiver.answer = () => asked.dispatchEvent(new Event('asked'));
      const isAsked = once(asked, 'asked');
      office.moveTo(office.now + 15 * MINUTE);
      await window.engine.start();
      const sending = window.engine.otel.tick();
      await isAsked;
      await window[Symbol.asyncDispose]();
      await sending;
      receiver.answer = TAKEN;
      const before = receiver.requests.length;
      office.moveTo(office.now + 10 * SECOND);
      await office.engine.otel.tick();
      assert.equal(receiver.requests.length, before);
      office.moveTo(office.now + 20 * SECOND);
      await office.engine.otel.tick();
      assert.deepEqual(receiver.requests[before]?.body, receiver.requests[before - 1]?.body);
      await goOn(8);

      // A revision downward: the counters stay until growth has eaten it.
      const most = received();
      halve(office, startOfHour(BEGIN) + HOUR);
      assert.ok(tokensSince(office, BEGIN) < most);
      // Each series eats its own part.
      for (let polls = 0; polls < 40 && tokensSince(office, BEGIN) < received(); polls += 1) {
        await pollAndSend(office, office.now + 15 * MINUTE);
        assert.ok(received() >= most && received() >= tokensSince(office, BEGIN));
      }
      await goOn(4);

      const values = counted(receiver, temporality);
      for (const [index, value] of values.entries()) assert.ok(value >= (values[index - 1] ?? 0), `request ${index}`);
      const spans = receiver.requests.map(({ decoded }) => spanOf(decoded)).filter(({ at }) => !Number.isNaN(at));
      if (temporality === 'cumulative') {
        assert.ok(spans.every(({ start }) => start === BEGIN));
      } else {
        const unique = spans.filter(({ at }, index) => at !== spans[index - 1]?.at);
        for (const [index, { start }] of unique.entries()) {
          if (index > 0) assert.ok(start >= (unique[index - 1]?.at ?? 0));
        }
      }
    });
  }

  it('a second window sends nothing while the first one does, and both show when it was sent', async () => {
    await using receiver = await LoopbackReceiver.open();
    await using office = await exportingOffice(receiver, {}, { at: BEGIN });
    await using window = office.openWindow();
    await window.engine.start();
    for (let minutes = 1; minutes <= 3; minutes += 1) {
      office.moveTo(BEGIN + minutes * MINUTE);
      await Promise.all([office.engine.otel.tick(), window.engine.otel.tick()]);
    }
    assert.equal(receiver.requests.length, 4);
    await window.engine.start();
    assert.equal(window.summary.otel?.sentAt, BEGIN + 3 * MINUTE);
  });

  it('counters begin anew where the export was switched off meanwhile, and where other attributes are chosen', async () => {
    await using receiver = await LoopbackReceiver.open();
    await using office = await exportingOffice(receiver, {}, { at: BEGIN });
    await pollAndSend(office, BEGIN + HOUR);
    const { otel } = office.config;
    await office.restart({ otel: { ...otel, enabled: false } });
    await office.pollAt(BEGIN + 2 * HOUR);
    await office.restart();
    await pollAndSend(office, BEGIN + 3 * HOUR);
    assert.deepEqual([spanOf(receiver.last).start, sumOf(receiver.last, TOKENS)], [BEGIN + 3 * HOUR, 0]);
    await pollAndSend(office, BEGIN + 4 * HOUR);
    assert.equal(sumOf(receiver.last, TOKENS), tokensSince(office, BEGIN + 3 * HOUR));
    const { 'service.instance.id': installation } = receiver.last.resource;
    await office.restart({ otel: { ...otel, attributes: ['apiKey'] } });
    await pollAndSend(office, BEGIN + 5 * HOUR);
    assert.equal(spanOf(receiver.last).start, BEGIN + 5 * HOUR);
    assert.equal(receiver.last.resource['service.instance.id'], installation);
  });

  it('counters go on where the editor was closed, with what was used meanwhile', async () => {
    await using receiver = await LoopbackReceiver.open();
    await using office = await exportingOffice(receiver, {}, { at: BEGIN });
    await office.restart();
    await pollAndSend(office, BEGIN + 52 * HOUR);
    assert.equal(spanOf(receiver.last).start, BEGIN);
    assert.equal(sumOf(receiver.last, TOKENS), tokensSince(office, BEGIN));
  });

  it('another receiver is given the same counters, and a delta that no other has taken', async () => {
    await using receiver = await LoopbackReceiver.open();
    await using other = await LoopbackReceiver.open();
    await using office = await exportingOffice(receiver, {}, { at: BEGIN });
    await pollAndSend(office, BEGIN + HOUR);
    const taken = sumOf(receiver.last, TOKENS) ?? 0;
    const { otel } = office.config;
    await office.restart({ otel: { ...otel, endpoint: other.url, temporality: 'delta' } });
    await pollAndSend(office, BEGIN + 2 * HOUR);
    assert.equal(taken + (sumOf(other.last, TOKENS) ?? 0), tokensSince(office, BEGIN));
    assert.equal(spanOf(other.last).start, BEGIN + HOUR);
  });

  it('the sample exports nothing', async () => {
    await using receiver = await LoopbackReceiver.open();
    const account = { type: 'sample' } as const;
    await using office = await exportingOffice(receiver, {}, { at: BEGIN, config: { account } });
    await pollAndSend(office, BEGIN + HOUR);
    assert.equal(receiver.requests.length, 0);
    assert.equal(office.summary.otel, undefined);
  });
});
