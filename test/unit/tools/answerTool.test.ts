import assert from 'node:assert/strict';
import { GROUPS, TOOLS } from '../../../src/tools/tools.ts';
import { AT, LAST_BILL, office } from '../figures/answer/office.ts';
import { Asking } from './asked.ts';

const DAY = { period: 'custom', from: LAST_BILL.from, to: LAST_BILL.to };

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
      problems: [],
      refresh: 'The command “Claude Usage: Refresh Now” asks Anthropic for newer data.',
    });
  });

  it('answerTool answers get_spend with a bill of less than a cent, whatever it is grouped by', () => {
    for (const groupBy of GROUPS) {
      const { total, basis } = asking.ask('get_spend', { ...DAY, groupBy });
      assert.equal(total, '0.00', groupBy);
      assert.match(basis.note, /^The total is above zero and below a cent\. All of it is billed\./);
    }
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
});
