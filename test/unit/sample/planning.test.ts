import assert from 'node:assert/strict';
import { apiKeysOn, workspacesOn } from '../../../src/sample/organization.ts';
import { SAMPLE_BUDGETS, SAMPLE_COST_CENTRES, sampleBalance, sampleNotes } from '../../../src/sample/planning.ts';
import { dayNumber, discountPercent, pilotOn } from '../../../src/sample/schedule.ts';
import { streamsOn } from '../../../src/sample/streams.ts';
import { DOLLAR, type Money } from '../../../src/shared/money.ts';
import { DAY, firstOfMonth, HOUR } from '../../../src/time/utc.ts';
import { allOf, amountOf, NEVER, NOW, sourceAt } from './asking.ts';

const later = (days: number) => NOW + days * DAY;

/** Cost of the sample's UTC days from one to another, by the bills. */
async function spent(from: number, to: number): Promise<Money[]> {
  const limit = 31;
  const days = await allOf(sourceAt(to + 2 * DAY).cost({ from, to, limit }, NEVER));
  return days.map(({ rows }) => amountOf(rows));
}

const sum = (amounts: readonly Money[]) => amounts.reduce((total, amount) => total + amount, 0n);

describe('budgets of the sample', () => {
  it('budgets of the sample are of values that the organization has at any time, each of its name', () => {
    assert.equal(new Set(SAMPLE_BUDGETS.map(({ name }) => name)).size, SAMPLE_BUDGETS.length);
    for (const at of [NOW, later(200), later(1000)]) {
      const day = dayNumber(at);
      const values = {
        workspace: workspacesOn(day).map(({ id }) => id),
        apiKey: apiKeysOn(day).map(({ id }) => id),
        model: streamsOn(day).map(({ model }) => model),
      };
      for (const { scope, name } of SAMPLE_BUDGETS) {
        assert.ok(scope === null || values[scope.dimension].includes(scope.value), name);
      }
    }
  });

  it('the organization’s budget passes 80% in the last third of a month, and nearly all of it is used', async () => {
    const amount = SAMPLE_BUDGETS[0]?.amount ?? 0n;
    for (const at of [NOW, later(130), later(700)]) {
      const first = firstOfMonth(dayNumber(at)) * DAY;
      const days = await spent(first, firstOfMonth(dayNumber(at), 1) * DAY);
      const passed = days.findIndex((_, day) => sum(days.slice(0, day + 1)) * 100n >= 80n * amount);
      assert.ok(passed >= 20 && passed < days.length, `on day ${passed + 1}`);
      assert.ok(sum(days) * 100n > 85n * amount && sum(days) * 100n < 110n * amount);
    }
  });
});

describe('cost centers of the sample', () => {
  it('cost centers of the sample are of values that the organization has at any time, each value once', () => {
    const ofAll = SAMPLE_COST_CENTRES.flatMap(({ workspaces, apiKeys }) => [...workspaces, ...apiKeys]);
    assert.equal(new Set(ofAll).size, ofAll.length);
    for (const at of [NOW, later(200), later(1000)]) {
      const day = dayNumber(at);
      const known = new Set([...workspacesOn(day), ...apiKeysOn(day)].map(({ id }) => id));
      for (const value of ofAll) assert.ok(known.has(value), value);
      const spent = streamsOn(day).map(({ workspaceId, apiKeyId }) => [workspaceId, apiKeyId]);
      assert.ok(
        spent.some(([workspaceId = '']) => !ofAll.includes(workspaceId)),
        'some of it is unassigned',
      );
      for (const { name, workspaces, apiKeys } of SAMPLE_COST_CENTRES) {
        const own = new Set<string>([...workspaces, ...apiKeys]);
        assert.ok(
          spent.some((names) => names.some((id) => own.has(id ?? ''))),
          name,
        );
      }
    }
  });
});

describe('notes of the sample', () => {
  it('notes of the sample stand on days on which something happened, and are the same when made later that day', () => {
    for (let ahead = 0; ahead < 400; ahead += 7) {
      const notes = sampleNotes(later(ahead));
      assert.ok(notes.length >= 2 && notes.length <= 3, `${notes.length} notes`);
      assert.deepEqual(notes, sampleNotes(Math.floor(later(ahead) / DAY) * DAY));
      for (const { at, text } of notes) {
        const [day, before] = [at / DAY, at / DAY - 1];
        assert.equal(Number.isInteger(day) && at <= later(ahead), true);
        if (text.startsWith('Started')) assert.equal(pilotOn(day), pilotOn(before) + 1);
        else if (text.startsWith('Agreed')) assert.notEqual(discountPercent(day, ''), discountPercent(before, ''));
        else assert.match(text, /^Moved support to Opus /);
      }
    }
  });

  it('notes of the sample tell of the newest model of its support agent', () => {
    const texts = sampleNotes(Date.UTC(2026, 10, 20)).map(({ at, text }) => [new Date(at).toISOString(), text]);
    assert.deepEqual(texts[0], ['2026-09-22T00:00:00.000Z', 'Moved support to Opus 5.5']);
  });
});

describe('the balance of the sample', () => {
  it('the balance of the sample lasts from one to five weeks more, on any day', async () => {
    for (let ahead = 0; ahead < 60; ahead += 5) {
      const now = later(ahead);
      const { amount, asOf, topUps } = sampleBalance(now);
      assert.ok(now - asOf >= 27 * DAY && now - asOf < 36 * DAY);
      assert.equal(asOf % DAY, 9 * HOUR);
      const [topUp] = topUps;
      assert.ok(topUp && topUp.at > asOf && topUp.at < now);
      const days = await spent(dayNumber(asOf) * DAY, dayNumber(now) * DAY);
      const left = amount + topUp.amount - sum(days);
      assert.ok(left > 6_000n * DOLLAR && left < 30_000n * DOLLAR, `${left / DOLLAR}`);
    }
  });
});
