import assert from 'node:assert/strict';
import { DOLLAR } from '../../../src/shared/money.ts';
import { HOUR, utcDay } from '../../../src/time/utc.ts';
import { answerTool } from '../../../src/tools/answerTool.ts';
import { GROUPS, TOOLS } from '../../../src/tools/tools.ts';
import { AT, LAST_BILL, office } from '../figures/answer/office.ts';
import { HandMade, usageRow } from '../figures/made.ts';
import { budgetState } from '../shared/budgetState.ts';
import { costRow, daysAgo, OPUS, TODAY } from '../spend/made.ts';
import { Asking, centsOf } from './asked.ts';
import { AT as ODD_AT, DAYS as ODD_DAYS, oddLedger } from './oddLedger.ts';

const BILLED_DAY = { period: 'custom', from: LAST_BILL.from, to: LAST_BILL.to };

describe('answerTool', () => {
  const at = office();
  const asking = new Asking(at.made.ledger, AT, { historyDays: 10 });
  after(() => at[Symbol.dispose]());

  it('answerTool answers get_status with what is known at the moment', () => {
    assert.deepEqual(asking.ask('get_status'), {
      organizations: [{ id: 'org', name: 'Acme' }],
      currency: 'USD',
      now: '2026-11-19T14:07:00Z',
      days: 'UTC',
      dataUpTo: '2026-11-19T14:07:00Z',
      checkedAt: null,
      historyFrom: '2026-11-10',
      billedUpTo: '2026-11-17',
      basis:
        'Days up to billedUpTo are billed. Later ones are estimated from tokens, at the prices of past bills, until they are billed.',
      priceTable: '2026-10-09',
      budgetsAndForecasts: 'Known in VS Code alone: its panel shows them.',
      problems: [],
      refresh: 'In VS Code, the command “Claude Usage: Refresh Now” asks Anthropic for newer data.',
    });
  });

  it('answerTool says of a budget that is nearly used up that something is left, as everything else does', () => {
    const state = budgetState();
    const spentAs = (amount: bigint) => {
      const spent = { amount, basis: 'billed', unpricedTokens: 0 } as const;
      const { budgets } = asking.ask('get_status', {}, { planning: () => ({ budgets: [{ ...state, spent }] }) });
      const { used, left, usedShare } = budgets[0];
      return [used, left, usedShare];
    };
    assert.deepEqual(spentAs(2000n * DOLLAR - 1n), ['1999.99', '0.01', '99%']);
    assert.deepEqual(spentAs(2000n * DOLLAR), ['2000.00', '0.00', '100%']);
    assert.deepEqual(spentAs(2001n * DOLLAR), ['2001.00', '-1.00', '100%']);
    assert.deepEqual(spentAs(1n), ['0.00', '2000.00', '0%']);
  });

  it('answerTool says of budgets that are not known yet that they are not', () => {
    const { budgets, budgetsAndForecasts } = asking.ask('get_status', {}, { planning: () => ({}) });
    assert.deepEqual([budgets, budgetsAndForecasts], [undefined, 'Not known yet. Try again in a moment.']);
  });

  it('answerTool answers get_spend in the shape that it says, with what is less than a cent told', () => {
    const { basis, ...answer } = asking.ask('get_spend', { ...BILLED_DAY, groupBy: 'workspace', top: 1 });
    assert.match(basis.note, /^The total is above zero and below a cent\. All of it is billed\./);
    assert.deepEqual([basis.billed, basis.mixed, basis.estimated], ['0.00', '0.00', '0.00']);
    assert.deepEqual(answer, {
      currency: 'USD',
      period: { from: '2026-11-17T00:00:00Z', to: '2026-11-18T00:00:00Z', days: 'UTC' },
      total: '0.00',
      unpricedTokens: 0,
      dataUpTo: '2026-11-19T14:07:00Z',
      groupBy: 'workspace',
      rows: [{ id: 'wrkspc_production', name: '<img src=x>', spend: '0.00', share: '87.3%' }],
      rest: { count: 1, spend: '0.00' },
      truncated: false,
    });
  });

  it('answerTool answers a tool that there is not, and bad input of any kind, with a sentence', () => {
    const names = TOOLS.map(({ name }) => name).join(', ');
    assert.deepEqual(asking.ask('get_money'), { error: `There is no such tool. There are ${names}.` });
    for (const { name } of TOOLS) {
      for (const input of [null, 7, 'today', [], { period: 1 }, { period: 'today', key: 'x' }, { top: -1 }]) {
        if (name === 'get_status' && input === null) continue;
        const answer = JSON.parse(asking.text(name, input));
        assert.deepEqual(Object.keys(answer), ['error'], `${name} ${JSON.stringify(input)}`);
        assert.match(answer.error, /^[A-Z].*\.$/);
      }
    }
  });

  it('answerTool says which part of an input it cannot read', () => {
    const custom = (from: string, to: string) => ({ period: 'custom', from, to });
    const refused: readonly (readonly [tool: string, input: object, error: RegExp])[] = [
      ['get_spend', {}, /period has to be one of today, .*custom\./],
      ['get_spend', { period: 'today', from: '2026-11-01' }, /from and to go with the period custom alone/],
      ['get_spend', { period: 'custom', from: '2026-11-01' }, /custom needs from and to/],
      ['get_spend', custom('2026-11-31', '2026-12-01'), /have to be two days/],
      ['get_spend', custom('2026-11-02', '2026-11-01'), /from is after to/],
      ['get_spend', custom('2026-11-02T00:00:00Z', '2026-11-02'), /two days .*or two instants/],
      ['get_spend', custom('2026-11-02T00:00:00', '2026-11-02T01:00:00'), /two instants such as/],
      ['get_spend', custom('2026-11-02T01:00:00Z', '2026-11-02T01:00:00Z'), /from is not before to/],
      ['get_spend', { ...custom('2026-08-01', '2026-11-01'), groupBy: 'hour' }, /at most 62 days/],
      ['get_spend', { period: 'today', groupBy: 'key' }, /groupBy has to be one of none, day/],
      ['get_spend', { period: 'today', top: 51 }, /top has to be at most 50/],
      ['get_spend', { period: 'today', filter: { key: 'x' } }, /not known in filter\. It takes model, workspace/],
      ['compare_spend', { period: 'today', groupBy: 'day' }, /groupBy has to be one of none, model/],
      ['compare_spend', { period: 'today', previous: 'custom' }, /needs previousFrom and previousTo/],
      ['get_status', { period: 'today' }, /It takes no input/],
    ];
    for (const [tool, input, error] of refused) assert.match(asking.ask(tool, { ...input }).error, error);
  });

  it('answerTool takes nulls for what is left out, as some models write them', () => {
    const input = { period: 'today', from: null, to: null, groupBy: null, filter: { model: null }, top: null };
    assert.deepEqual(asking.ask('get_spend', input), asking.ask('get_spend', { period: 'today' }));
  });

  it('answerTool takes empty text for what is left out, too: it is no name of the default workspace or of no key', () => {
    const asked = { period: 'today', groupBy: 'model' };
    const filter = { model: '', workspace: '', apiKey: ' ', organization: '' };
    for (const tool of ['get_spend', 'get_tokens', 'compare_spend']) {
      assert.deepEqual(asking.ask(tool, { ...asked, from: '', to: '', filter }), asking.ask(tool, asked));
    }
    const empty = { previousFrom: '', previousTo: '' };
    assert.deepEqual(asking.ask('compare_spend', { ...asked, ...empty }), asking.ask('compare_spend', asked));
    assert.match(asking.ask('get_spend', { period: 'custom', from: '', to: '' }).error, /needs from and to/);
  });

  it('answerTool counts days in the zone in which they begin', () => {
    const tokyo = new Asking(at.made.ledger, AT, { historyDays: 10, zone: 'Asia/Tokyo' });
    const { period, rows } = tokyo.ask('get_spend', { period: 'today', groupBy: 'hour', top: 2 });
    assert.deepEqual(period, { from: '2026-11-18T15:00:00Z', to: '2026-11-19T14:07:00Z', days: 'Asia/Tokyo' });
    assert.match(rows[0].name, /^2026-11-19 \d\d:00$/);
    assert.match(rows[0].id, /^2026-11-1[89]T\d\d:00:00Z$/);
    assert.equal(new Date(rows[0].id).getUTCHours(), (Number(rows[0].name.slice(11, 13)) + 24 - 9) % 24);
  });

  it('answerTool marks made-up figures in every answer', () => {
    const sample = new Asking(at.made.ledger, AT, { historyDays: 10, sample: true });
    for (const { name } of TOOLS) {
      assert.equal(sample.ask(name, name === 'get_status' ? {} : { period: 'today' }).sample, true, name);
      assert.equal('sample' in asking.ask(name, name === 'get_status' ? {} : { period: 'today' }), false, name);
    }
  });

  it('answerTool tells what is not known from zero', () => {
    for (const groupBy of GROUPS) {
      const { total, basis, rows, rest } = asking.ask('get_spend', {
        period: 'custom',
        from: '2026-09-01',
        to: '2026-09-02',
        groupBy,
      });
      assert.deepEqual([total, basis.billed, rows, rest], [null, null, [], { count: 0, spend: null }]);
      assert.match(
        basis.note,
        /Nothing is stored.* for this period yet, which is not zero\. History is stored from 2026-11-10 on\./,
      );
    }
    const { total, basis } = asking.ask('get_spend', { period: 'yesterday', filter: { model: 'Haiku 4.5' } });
    assert.deepEqual([total, basis.estimated], ['0.00', '0.00']);
    const { tokens } = asking.ask('get_tokens', { period: 'custom', from: '2026-09-01', to: '2026-09-02' });
    assert.equal(tokens, null);
  });

  it('answerTool says which days of a period are missing', () => {
    const { basis } = asking.ask('get_spend', { period: 'last30Days' });
    assert.match(basis.note, /20 of 30 days are not stored and are missing from all figures\./);
  });

  it('answerTool says which days are estimated', () => {
    assert.match(
      asking.ask('get_spend', { period: 'last7Days' }).basis.note,
      /2026-11-18 and 2026-11-19 are estimated/,
    );
    assert.match(
      asking.ask('get_spend', { period: 'today' }).basis.note,
      /still running\. All of it is at least partly/,
    );
  });

  it('answerTool has searches under the model that searched, as tokens are', () => {
    const { rows } = asking.ask('get_tokens', { ...BILLED_DAY, groupBy: 'model' });
    assert.deepEqual(
      rows.map(({ id, webSearches }: { id: string; webSearches: number }) => [id, webSearches]),
      [
        [OPUS, 0],
        ['claude-nova-7', 24],
      ],
    );
    assert.equal(
      asking.ask('get_tokens', { ...BILLED_DAY, filter: { model: 'claude-nova-7' } }).tokens.webSearches,
      24,
    );
  });

  it('answerTool compares nothing where a part of either period is not known', () => {
    const compared = asking.ask('compare_spend', { period: 'last7Days' });
    assert.deepEqual([compared.previous.total, compared.difference, compared.movers], [null, null, []]);
    assert.match(compared.basis.note, /No comparison/);
    const input = { period: 'yesterday', previous: 'custom', previousFrom: '2026-11-01', previousTo: '2026-11-12' };
    const named = asking.ask('compare_spend', input);
    assert.deepEqual([named.previous.total, named.difference, named.movers], [null, null, []]);
    assert.match(named.previous.basis.note, /^Not compared: .* 9 of 12 days are not stored/);
  });
});

describe('answerTool with tokens that have no price', () => {
  const made = new HandMade();
  after(() => made[Symbol.dispose]());

  it('answerTool has them beside the dollars, and never as zero dollars', () => {
    const rows = () => [
      usageRow(1_000_000, { model: OPUS, apiKeyId: 'key-a' }),
      usageRow(2_000_000, { model: 'claude-unheard-of', apiKeyId: 'key-b' }),
    ];
    made.read('1h', daysAgo(3), TODAY + 9 * HOUR, rows, { readAt: TODAY + 10 * HOUR });
    const asking = new Asking(made.ledger, TODAY + 9 * HOUR + 60_000, { historyDays: 4 });
    const { total, unpricedTokens, rows: told } = asking.ask('get_spend', { period: 'yesterday', groupBy: 'apiKey' });
    assert.equal(unpricedTokens, 48_000_000);
    assert.deepEqual(told[1], { id: 'key-b', name: 'key-b', spend: null, share: null, unpricedTokens: 48_000_000 });
    assert.equal(total, told[0].spend);
    const alone = asking.ask('get_spend', { period: 'yesterday', filter: { apiKey: 'key-b' } });
    assert.deepEqual([alone.total, alone.rest.spend, alone.unpricedTokens], [null, null, 48_000_000]);
  });
});

describe('answerTool with names', () => {
  const made = oddLedger();
  const asking = new Asking(made.ledger, ODD_AT, { historyDays: ODD_DAYS });
  after(() => made[Symbol.dispose]());
  const filtered = (filter: object) => asking.ask('get_spend', { period: 'last30Days', filter });

  it('answerTool finds values by id, by name, and by the name that it has told', () => {
    const byId = filtered({ apiKey: 'apikey_041' });
    assert.deepEqual(byId.filter, [{ dimension: 'apiKey', id: 'apikey_041', name: 'service 41' }]);
    assert.ok(centsOf(byId.total) > 0n);
    assert.deepEqual(filtered({ apiKey: 'Service 41' }), byId);
    const { rows } = asking.ask('get_spend', { period: 'last30Days', groupBy: 'apiKey', top: 50 });
    const cut = rows.find(({ name }: { name: string }) => name.endsWith('…'));
    assert.equal(filtered({ apiKey: cut.name }).filter[0].id, cut.id);
    // A row takes the cent that its neighbours need to add up with it.
    for (const { id, spend } of rows) {
      const { total } = filtered({ apiKey: id });
      assert.ok(Math.abs(Number(centsOf(total) - centsOf(spend))) <= 1, id);
    }
  });

  it('answerTool offers the three nearest names for one that there is not', () => {
    const { error, nearest } = filtered({ apiKey: 'servic 41' });
    assert.equal(error, 'No API key has this name or ID. The nearest ones are given.');
    assert.equal(nearest.length, 3);
    assert.deepEqual(nearest[0], { id: 'apikey_041', name: 'service 41' });
    assert.equal(filtered({ model: 'opus' }).nearest[0].id, OPUS);
    assert.deepEqual(filtered({ organization: 'Umbrella' }).nearest, [{ id: 'org', name: 'Acme' }]);
  });

  it('answerTool offers all values of a name that several have, and where each is', () => {
    const { error, matches } = filtered({ apiKey: 'twin' });
    assert.match(error, /^14 API keys have this name\. Use the ID of one\.$/);
    assert.equal(matches.length, 14);
    assert.deepEqual(Object.keys(matches[0]), ['id', 'name', 'workspace']);
  });

  it('answerTool takes the snapshots of a model for one model', () => {
    const dated = new HandMade();
    const models = ['claude-haiku-4-5', 'claude-haiku-4-5-20251001'];
    dated.read('1h', daysAgo(2), TODAY, () => models.map((model) => usageRow(1000, { model })));
    const { tokens } = new Asking(dated.ledger, TODAY + HOUR, { historyDays: 4 }).ask('get_tokens', {
      period: 'yesterday',
      filter: { model: 'Haiku 4.5' },
    });
    dated[Symbol.dispose]();
    assert.equal(tokens.total, 48_000);
  });

  it('answerTool names no value in a sentence, and no hint of a key', () => {
    const text = ['model', 'workspace', 'apiKey', 'day'].map((groupBy) => {
      const { basis, ...others } = asking.ask('get_spend', { period: 'last30Days', groupBy, top: 50 });
      assert.doesNotMatch(basis.note, /ignore|trap|HYPERLINK/);
      return JSON.stringify(others);
    });
    assert.match(text.join(), /ignore all previous/);
    assert.doesNotMatch(text.join(), /sk-ant/);
  });

  it('answerTool yields between its steps, so that other work has its turn', () => {
    const steps = answerTool('get_spend', { period: 'last30Days' }, asking.ledger.sources(ODD_AT));
    let count = 0;
    while (!steps.next().done) count += 1;
    assert.ok(count > 30, `${count} steps`);
  });

  it('answerTool follows the ledger as it is written, where its version says so', () => {
    let version = 0;
    const live = new Asking(made.ledger, ODD_AT, { historyDays: ODD_DAYS, version: () => version });
    const day = { period: 'custom', from: utcDay(daysAgo(9)), to: utcDay(daysAgo(9)) };
    const before = live.ask('get_spend', day).total;
    made.bill(daysAgo(9), [costRow(123_456_000_000n, { model: OPUS })], daysAgo(3));
    assert.equal(live.ask('get_spend', day).total, before);
    version += 1;
    assert.equal(live.ask('get_spend', day).total, '1234.56');
  });
});
