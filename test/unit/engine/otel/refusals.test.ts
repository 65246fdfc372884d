import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOUR, MINUTE, SECOND } from '../../../../src/time/utc.ts';
import { bigWorld } from '../../../adminApi/worlds/big.ts';
import { type DecodedRequest, encodeResponse } from '../../../otel/decode.ts';
import { answering, LoopbackReceiver, sumOf, TAKEN } from '../../../otel/receiver.ts';
import { TODAY } from '../kit.ts';
import { exportingOffice, pollAndSend, SWITCHED_ON, sendAt, tokensSince, told } from './kit.ts';

const FIRST = SWITCHED_ON + 20 * SECOND;
const pointsOf = ({ metrics }: DecodedRequest) => metrics.reduce((sum, { points }) => sum + points.length, 0);
const PROTOBUF = { 'content-type': 'application/x-protobuf' };

describe('A receiver that does not take metrics', () => {
  for (const [status, body] of [
    [400, 'invalid temporality and type combination'],
    [401, 'unknown api key'],
    [413, 'request body too large'],
    [415, 'unsupported content type'],
  ] as const) {
    it(`a receiver that answers with ${status} is shown once, in its own words, and asked again later and later`, async () => {
      await using receiver = await LoopbackReceiver.open();
      receiver.answer = answering(status, body);
      await using office = await exportingOffice(receiver);
      const problem = `The receiver answered with status ${status}: ${body}.`;
      assert.deepEqual(office.summary.otel, { sentAt: null, series: 0, problem, warning: null });
      for (let minutes = 1; minutes <= 10; minutes += 1) await sendAt(office, FIRST + minutes * MINUTE);
      assert.deepEqual(
        told(office).filter((line) => line.includes(body)),
        [`not sent: ${problem}`],
      );
      assert.ok(receiver.requests.length >= 3 && receiver.requests.length <= 5, `${receiver.requests.length}`);
      receiver.answer = TAKEN;
      await sendAt(office, FIRST + 30 * MINUTE);
      assert.deepEqual([office.summary.otel?.problem, office.summary.otel?.sentAt], [null, FIRST + 30 * MINUTE]);
    });
  }

  it('a receiver that asks for a pause is left alone for as long, and then sent everything in order', async () => {
    await using receiver = await LoopbackReceiver.open();
    await using office = await exportingOffice(receiver);
    receiver.answer = answering(429, 'slow down', { 'retry-after': '300' });
    await pollAndSend(office, FIRST + MINUTE);
    assert.equal(office.summary.otel?.problem, 'The receiver answered with status 429: slow down.');
    receiver.answer = TAKEN;
    for (let minutes = 2; minutes <= 5; minutes += 1) await sendAt(office, FIRST + minutes * MINUTE);
    assert.equal(receiver.requests.length, 2);
    await pollAndSend(office, FIRST + 6 * MINUTE);
    const sent = receiver.requests.slice(2).map(({ decoded }) => decoded.metrics[0]?.points[0]?.at);
    assert.deepEqual(
      sent,
      [1, 2, 3, 4, 5, 6].map((minutes) => FIRST + minutes * MINUTE),
    );
    assert.deepEqual(office.summary.otel?.problem, null);
  });

  it('a receiver that is out of order is tried again soon, with the same bytes', async () => {
    await using receiver = await LoopbackReceiver.open();
    await using office = await exportingOffice(receiver);
    for (const status of [502, 503, 504]) {
      receiver.answer = answering(status);
      const before = receiver.requests.length;
      await pollAndSend(office, office.now + MINUTE);
      receiver.answer = TAKEN;
      await pollAndSend(office, office.now + 10 * SECOND);
      assert.equal(receiver.requests.length, before + 2, String(status));
      assert.deepEqual(receiver.requests.at(-1)?.body, receiver.requests.at(-2)?.body);
    }
  });

  it('a receiver that rejects a part is shown with what it says, and is sent nothing of it again', async () => {
    await using receiver = await LoopbackReceiver.open();
    receiver.answer = answering(200, encodeResponse({ rejectedDataPoints: 3, errorMessage: 'too old' }), PROTOBUF);
    await using office = await exportingOffice(receiver);
    const warning = 'The receiver rejected 3 series: too old';
    assert.deepEqual([office.summary.otel?.warning, office.summary.otel?.problem], [warning, null]);
    await pollAndSend(office, FIRST + MINUTE);
    assert.deepEqual(
      told(office).filter((line) => line.includes('too old')),
      [warning],
    );
    assert.equal(receiver.requests.length, 2);
    assert.notDeepEqual(receiver.requests[0]?.body, receiver.requests[1]?.body);
  });

  it('a receiver that hangs is given up after a while, and tried again', async () => {
    await using receiver = await LoopbackReceiver.open();
    receiver.answer = () => {};
    await using office = await exportingOffice(receiver, {}, { otelLimits: { headersMs: 1000, reusedMs: 1000 } });
    assert.equal(office.summary.otel?.problem, `The receiver at ${receiver.url} did not answer in time.`);
    receiver.answer = TAKEN;
    await pollAndSend(office, FIRST + 10 * SECOND);
    assert.equal(office.summary.otel?.problem, null);
    assert.deepEqual(receiver.requests[0]?.body, receiver.requests[1]?.body);
  });

  for (const temporality of ['cumulative', 'delta'] as const) {
    it(`a receiver of small requests is sent ever smaller ones until it takes them, and all ${temporality} counters once`, async () => {
      await using receiver = await LoopbackReceiver.open();
      const refusing = answering(413, 'more than 300 points');
      receiver.answer = (response) => (pointsOf(receiver.last) > 300 ? refusing : TAKEN)(response);
      const own = { attributes: ['apiKey'], temporality } as const;
      await using office = await exportingOffice(receiver, own, { world: bigWorld(TODAY) });
      const problem = 'The receiver answered with status 413: more than 300 points.';
      assert.equal(office.summary.otel?.problem, problem);
      for (let tries = 0; tries < 10 && office.summary.otel?.problem !== null; tries += 1) {
        await sendAt(office, office.now + MINUTE / 2);
      }
      await pollAndSend(office, office.now + HOUR);
      const taken = receiver.requests.filter(({ decoded }) => pointsOf(decoded) <= 300);
      const newest = taken.filter(({ decoded }) => decoded.metrics[0]?.points[0]?.at === office.now);
      const counted = temporality === 'delta' ? taken : newest;
      const tokens = counted.reduce((sum, { decoded }) => sum + (sumOf(decoded, 'anthropic.usage.tokens') ?? 0), 0);
      assert.equal(tokens, tokensSince(office, SWITCHED_ON));
      assert.deepEqual(
        told(office).filter((line) => line.includes('413')),
        [`not sent: ${problem}`],
      );
    });
  }

  it('a receiver that closes the connection is tried again', async () => {
    await using receiver = await LoopbackReceiver.open();
    receiver.answer = (response) => void response.destroy();
    await using office = await exportingOffice(receiver);
    const problem = `The connection to ${receiver.url} was interrupted before the receiver had answered.`;
    assert.equal(office.summary.otel?.problem, problem);
  });

  it('a receiver that is not there is named', async () => {
    const receiver = await LoopbackReceiver.open();
    const { url } = receiver;
    await receiver[Symbol.asyncDispose]();
    await using office = await exportingOffice({ url });
    assert.equal(office.summary.otel?.problem, `The receiver at ${url} could not be reached.`);
  });

  it('a receiver that points elsewhere is not followed', async () => {
    await using elsewhere = await LoopbackReceiver.open();
    await using receiver = await LoopbackReceiver.open();
    receiver.answer = answering(307, '', { location: `${elsewhere.url}/v1/metrics` });
    await using office = await exportingOffice(receiver);
    assert.match(office.summary.otel?.problem ?? '', /points to another address/);
    assert.equal(elsewhere.requests.length, 0);
  });

  it('requests that wait for too long are given up, and a delta has what was in them', async () => {
    await using receiver = await LoopbackReceiver.open();
    await using office = await exportingOffice(receiver, { temporality: 'delta', preset: 'generic' });
    receiver.answer = answering(503);
    for (let minutes = 1; minutes <= 120; minutes += 10) await pollAndSend(office, FIRST + minutes * MINUTE);
    receiver.answer = TAKEN;
    receiver.requests.splice(1);
    await pollAndSend(office, FIRST + 140 * MINUTE);
    const deltas = receiver.requests.map(({ decoded }) => sumOf(decoded, 'anthropic.usage.tokens') ?? 0);
    const ats = receiver.requests.map(({ decoded }) => decoded.metrics[0]?.points[0]?.at ?? 0);
    assert.ok(ats.slice(1).every((at) => at >= FIRST + 90 * MINUTE));
    assert.ok(told(office).some((line) => /requests given up, as they have waited for too long/.test(line)));
    const total = deltas.reduce((sum, delta) => sum + delta, 0);
    const other = await LoopbackReceiver.open();
    await using beside = await exportingOffice(other);
    for (let minutes = 1; minutes <= 120; minutes += 10) await beside.pollAt(FIRST + minutes * MINUTE);
    await pollAndSend(beside, FIRST + 140 * MINUTE);
    assert.equal(total, sumOf(other.last, 'anthropic.usage.tokens'));
    await other[Symbol.asyncDispose]();
  });

  it('a receiver that has refused for long is asked at once by an engine that starts, as headers may have been set', async () => {
    await using receiver = await LoopbackReceiver.open();
    receiver.answer = answering(401, 'unknown api key');
    await using office = await exportingOffice(receiver);
    for (let minutes = 1; minutes <= 10; minutes += 1) await sendAt(office, FIRST + minutes * MINUTE);
    const tries = receiver.requests.length;
    receiver.answer = TAKEN;
    await office.restart({ otelHeaders: { 'api-key': 'hush-hush' } });
    await office.engine.start();
    await office.engine.otel.tick();
    assert.equal(receiver.requests.length, tries + 1);
    assert.deepEqual([office.summary.otel?.problem, office.summary.otel?.sentAt], [null, FIRST + 10 * MINUTE]);
  });

  it('a receiver that could not be reached for long is asked at once by an engine that starts', async () => {
    await using receiver = await LoopbackReceiver.open();
    receiver.answer = (response) => void response.destroy();
    await using office = await exportingOffice(receiver);
    for (let minutes = 1; minutes <= 30; minutes += 1) await sendAt(office, FIRST + minutes * MINUTE);
    receiver.answer = TAKEN;
    await office.restart();
    await office.engine.start();
    await office.engine.otel.tick();
    assert.deepEqual([office.summary.otel?.problem, office.summary.otel?.sentAt], [null, FIRST + 30 * MINUTE]);
  });

  it('a pause that a receiver has asked for holds for an engine that starts', async () => {
    await using receiver = await LoopbackReceiver.open();
    receiver.answer = answering(429, 'slow down', { 'retry-after': '300' });
    await using office = await exportingOffice(receiver);
    await office.restart();
    await office.engine.start();
    await office.engine.otel.tick();
    assert.equal(receiver.requests.length, 1);
  });

  it('a pause that a receiver has asked for holds where all that waited was given up meanwhile', async () => {
    await using receiver = await LoopbackReceiver.open();
    receiver.answer = answering(503, 'maintenance', { 'retry-after': '7200' });
    await using office = await exportingOffice(receiver);
    receiver.answer = TAKEN;
    await pollAndSend(office, FIRST + 90 * MINUTE);
    assert.equal(receiver.requests.length, 1);
    await pollAndSend(office, FIRST + 120 * MINUTE);
    assert.ok(receiver.requests.length > 1);
    assert.equal(office.summary.otel?.problem, null);
  });

  it('metrics go on at once where the machine’s clock was wrong by hours and is set back', async () => {
    await using receiver = await LoopbackReceiver.open();
    await using office = await exportingOffice(receiver);
    await pollAndSend(office, FIRST + 180 * MINUTE);
    assert.equal(receiver.requests.length, 2);
    await pollAndSend(office, FIRST + MINUTE);
    await pollAndSend(office, FIRST + 2 * MINUTE);
    assert.equal(receiver.requests.length, 4);
  });

  it('a combination that is known to fail sends nothing, and is shown', async () => {
    await using receiver = await LoopbackReceiver.open();
    await using office = await exportingOffice(receiver, { preset: 'prometheus', temporality: 'delta' });
    const problem =
      'Prometheus does not take metrics of delta temporality. Set claudeUsage.otel.temporality to auto or cumulative.';
    await pollAndSend(office, FIRST + MINUTE);
    assert.deepEqual(office.summary.otel, { sentAt: null, series: 0, problem, warning: null });
    assert.deepEqual(told(office), [`not sent: ${problem}`]);
    assert.equal(receiver.requests.length, 0);
  });

  it('headers that are bound to another endpoint are not sent, and nothing is', async () => {
    await using receiver = await LoopbackReceiver.open();
    const otelHeaders = 'The OpenTelemetry headers were set for https://elsewhere.example.';
    await using office = await exportingOffice(receiver, {}, { config: { otelHeaders } });
    assert.equal(office.summary.otel?.problem, otelHeaders);
    assert.equal(receiver.requests.length, 0);
  });

  it('the values of headers are in no log, no state, no error and no file, whatever a receiver says', async () => {
    await using receiver = await LoopbackReceiver.open();
    const otelHeaders = { authorization: `Basic ${btoa('instance:hush-hush-token')}`, 'dd-api-key': 'hush-hush-key' };
    receiver.answer = (response) => {
      const { authorization = '', 'dd-api-key': key } = receiver.requests.at(-1)?.headers ?? {};
      response.writeHead(401).end(`refused ${authorization} ${key} hush-hush-token`);
    };
    await using office = await exportingOffice(receiver, {}, { config: { otelHeaders } });
    assert.equal(receiver.requests[0]?.headers.authorization, otelHeaders.authorization);
    receiver.answer = (response) => void response.destroy(new Error(otelHeaders.authorization));
    await pollAndSend(office, FIRST + 5 * MINUTE);
    const said = JSON.stringify(office.messages, (_, value: unknown) =>
      typeof value === 'bigint' ? `${value}` : value,
    );
    assert.match(said, /refused/);
    assert.doesNotMatch(said, /hush-hush|aW5zdGFuY2U/);
    for (const file of readdirSync(office.folder)) {
      assert.doesNotMatch(readFileSync(join(office.folder, file), 'latin1'), /hush-hush|aW5zdGFuY2U/, file);
    }
  });

  it('what is under way when the engine ends is sent by the next one, with the same bytes', async () => {
    await using receiver = await LoopbackReceiver.open();
    await using office = await exportingOffice(receiver);
    const asked = new EventTarget();
    receiver.answer = () => asked.dispatchEvent(new Event('asked'));
    const isAsked = once(asked, 'asked');
    const sending = pollAndSend(office, FIRST + MINUTE);
    await isAsked;
    await Promise.all([office.engine.end(), sending]);
    receiver.answer = TAKEN;
    await office.restart();
    await office.engine.start();
    await office.engine.otel.tick();
    assert.equal(receiver.requests.length, 3);
    assert.deepEqual(receiver.requests[1]?.body, receiver.requests[2]?.body);
  });
});
