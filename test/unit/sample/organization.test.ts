import assert from 'node:assert/strict';
import { candidateOn, dayKey, dayNumber, discountPercent, isSurge, pilotOn } from '../../../src/sample/schedule.ts';
import { CENT, DOLLAR } from '../../../src/shared/money.ts';
import { TOKEN_ITEMS } from '../../../src/spend/kind.ts';
import { listPrice } from '../../../src/spend/listPrices.ts';
import { DAY } from '../../../src/time/utc.ts';
import { COUNTS } from '../../support/usageRow.ts';
import { allOf, amountOf, NEVER, NOW, sourceAt, TODAY, usageAt } from './asking.ts';

const NINETY_DAYS = { from: TODAY - 90 * DAY, to: TODAY };
const today = dayNumber(NOW);
const lately = (days: number) => Array.from({ length: days }, (_, ago) => today - ago);

describe('sample organization', () => {
  it('the sample organization spends like a company: about $900 on a weekday, about $300 at weekends', async () => {
    const days = await allOf(sourceAt(NOW).cost({ ...NINETY_DAYS, limit: 31 }, NEVER));
    assert.equal(days.length, 90);
    const dollars = { weekday: [] as number[], weekend: [] as number[] };
    for (const { start, rows } of days) {
      const weekend = [0, 6].includes(new Date(start).getUTCDay());
      dollars[weekend ? 'weekend' : 'weekday'].push(Number(amountOf(rows) / DOLLAR));
    }
    const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
    assert.ok(dollars.weekday.every((amount) => amount > 700 && amount < 1_700));
    assert.ok(dollars.weekend.every((amount) => amount > 200 && amount < 450));
    assert.ok(Math.abs(median(dollars.weekday) - 950) < 100, `${median(dollars.weekday)}`);
    assert.ok(Math.abs(median(dollars.weekend) - 310) < 50, `${median(dollars.weekend)}`);
  });

  it('the sample organization lists whoever has used anything, archived ones too', async () => {
    const source = sourceAt(NOW);
    const [keys, workspaces, days] = await Promise.all([
      allOf(source.apiKeys(NEVER)),
      allOf(source.workspaces(NEVER)),
      usageAt(NOW, { width: '1d', ...NINETY_DAYS, groupBy: ['api_key_id', 'workspace_id'] }),
    ]);
    const rows = days.flatMap((day) => day.rows);
    const places = new Map(keys.map(({ id, workspaceId }) => [id, workspaceId]));
    const listed = new Set(workspaces.map(({ id }) => id));
    for (const { apiKeyId, workspaceId } of rows) {
      if (apiKeyId !== '') assert.equal(places.get(apiKeyId), workspaceId);
      assert.ok(workspaceId === '' || listed.has(workspaceId), workspaceId);
    }
    assert.ok(rows.some(({ apiKeyId }) => apiKeyId === ''));
    const archived = workspaces.filter((workspace) => workspace.archived);
    assert.ok(rows.some(({ workspaceId }) => archived.some(({ id }) => id === workspaceId)));
    assert.deepEqual([...new Set(keys.map(({ status }) => status))].sort(), ['active', 'archived', 'inactive']);
    assert.equal(new Set(keys.map(({ id }) => id)).size, keys.length);
  });

  it('the sample organization hides the default workspace from its list, and shows its id in the scope of keys', async () => {
    const source = sourceAt(NOW);
    const workspaces = await allOf(source.workspaces(NEVER));
    const inDefault = (await allOf(source.apiKeys(NEVER))).filter(({ workspaceId }) => workspaceId === '');
    assert.ok(inDefault.length > 0);
    for (const { defaultWorkspaceId } of inDefault) {
      assert.match(defaultWorkspaceId, /^wrkspc_/);
      assert.ok(workspaces.every(({ id }) => id !== defaultWorkspaceId));
    }
  });

  it('the sample organization hints at its keys like the API', async () => {
    for (const { hint } of await allOf(sourceAt(NOW).apiKeys(NEVER)))
      assert.match(hint, /^sk-ant-api03-\w{3}\.\.\.\w{4}$/);
  });

  it('the sample organization had a surge four days ago, on one key', async () => {
    const usual = { from: TODAY - 11 * DAY, to: TODAY - 10 * DAY };
    const surge = { from: TODAY - 4 * DAY, to: TODAY - 3 * DAY };
    const morning = async (span: { from: number; to: number }) => {
      const hours = await usageAt(NOW, { width: '1h', ...span, groupBy: ['api_key_id'] });
      const rows = hours.slice(9, 11).flatMap((hour) => hour.rows);
      return rows.filter(({ apiKeyId }) => apiKeyId.endsWith('NightlyEvals')).reduce((sum, row) => sum + row.output, 0);
    };
    assert.equal(await morning(usual), 0);
    assert.ok((await morning(surge)) > 2_000_000);
  });

  for (const date of [
    '2026-11-22',
    '2026-11-24',
    '2026-11-25',
    '2026-11-29',
    '2026-11-30',
    '2026-12-08',
    '2027-03-04',
  ]) {
    it(`the sample organization has one key that doubled since the last Tuesday: ${date}`, async () => {
      const last = Date.parse(date);
      const back = (new Date(last).getUTCDay() + 5) % 7 || 7;
      const since = { from: last - back * DAY, to: last + DAY };
      const weeks = back < 7 ? 7 * DAY : 14 * DAY;
      const costs = await costByKey(since);
      const before = await costByKey({ from: since.from - weeks, to: since.to - weeks });
      const all = [...costs.values()].reduce((sum, cost) => sum + cost, 0);
      const notable = [...costs]
        .map(([key, cost]) => ({ share: cost / all, growth: cost / (before.get(key) ?? 0) }))
        .filter(({ share }) => share >= 0.01)
        .sort((a, b) => b.growth - a.growth);
      const [first, second] = notable;
      assert.ok(first && first.growth > 1.7 && first.growth < 2.6, JSON.stringify(notable));
      assert.ok(first.share > 0.02, String(first.share));
      assert.ok(second && second.growth < 1.5, JSON.stringify(notable));
    });
  }

  it('the sample organization began to use a model six days ago', async () => {
    const days = await usageAt(NOW, { width: '1d', ...NINETY_DAYS, groupBy: ['model'] });
    const first = days.find(({ rows }) => rows.some(({ model }) => model === 'claude-haiku-5-5'));
    assert.equal(first?.start, TODAY - 6 * DAY);
  });

  it('the sample organization uses no model before it was sold', async () => {
    const days = await usageAt(NOW, { width: '1d', ...NINETY_DAYS, groupBy: ['model'] });
    const firstDay = (id: string) => days.find(({ rows }) => rows.some(({ model }) => model === id))?.start;
    assert.equal(firstDay('claude-opus-5-5'), Date.parse('2026-09-22'));
    assert.equal(firstDay('claude-sonnet-5-5'), Date.parse('2026-09-28'));
    assert.equal(firstDay('claude-opus-5'), NINETY_DAYS.from);
  });

  it('the sample organization always has something recent to show, whatever the day', () => {
    for (const day of Array.from({ length: 730 }, (_, ahead) => today + ahead)) {
      const past = (days: number) => Array.from({ length: days }, (_, ago) => day - ago);
      const seen = <T>(days: number, what: (day: number) => T) => new Set(past(days).map(what)).size;
      const label = dayKey(day);
      assert.ok(
        past(14).some((then) => isSurge(then, 9)),
        label,
      );
      assert.ok(seen(57, (then) => discountPercent(then, 'claude-sonnet-5-5')) > 1, label);
      assert.ok(seen(29, (then) => candidateOn(then).model) > 1, label);
      assert.ok(seen(85, pilotOn) > 1, label);
    }
    assert.ok(lately(7).some((day) => isSurge(day, 10)));
  });
});

/** List price of each key's tokens, in cents. */
async function costByKey(span: { readonly from: number; readonly to: number }): Promise<Map<string, number>> {
  const days = await usageAt(span.to, { width: '1d', ...span });
  const costs = new Map<string, number>();
  for (const { start, rows } of days) {
    for (const row of rows) {
      if (row.serviceTier === 'priority') continue;
      const serviceTier = row.serviceTier === 'batch' ? 'batch' : 'standard';
      const kind = { ...row, serviceTier, inferenceGeo: '', speed: '' };
      const cost = TOKEN_ITEMS.reduce((sum, item, at) => {
        const price = listPrice({ ...kind, item }, dayKey(dayNumber(start))) ?? 0n;
        return sum + Number(price / CENT) * ((row[COUNTS[at] ?? 'output'] ?? 0) / 1_000_000);
      }, 0);
      costs.set(row.apiKeyId, (costs.get(row.apiKeyId) ?? 0) + cost);
    }
  }
  return costs;
}
