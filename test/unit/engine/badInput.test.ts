import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { inspect } from 'node:util';
import type { Problem } from '../../../src/shared/panelView.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/time/utc.ts';
import type { Fault } from '../../adminApi/faults/faults.ts';
import { KEYS } from '../../adminApi/http/credentials.ts';
import { caveatTexts } from '../../support/caveatTexts.ts';
import { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';

const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE + 20 * SECOND;

const UNCUT = { depth: null, maxStringLength: null, maxArrayLength: null };

interface Case {
  readonly fault: Fault;
  /** Problem where a report is asked for; null where it is data, or mended without a loss. */
  readonly problem: Problem['kind'] | null;
  /** Of a line in the log. */
  readonly says: RegExp;
  /** The row that it is in does not count: at most this share of today. */
  readonly costs?: number;
}

const CASES: Readonly<Record<string, Case>> = {
  'a body that is cut off': { fault: { kind: 'cut', where: 'body' }, problem: 'offline', says: /interrupted/ },
  'half of a body': { fault: { kind: 'malformed', how: 'truncatedJson' }, problem: 'failed', says: /malformed .*body/ },
  'what is not JSON': { fault: { kind: 'malformed', how: 'notJson' }, problem: 'failed', says: /malformed .*body/ },
  'HTML instead of JSON': { fault: { kind: 'html' }, problem: 'offline', says: /intermediary \(200\)/ },
  'a block page': {
    fault: { kind: 'intermediary', status: 403, body: '<html>Blocked by policy</html>' },
    problem: 'offline',
    says: /intermediary \(403\)/,
  },
  'a field that is left out': {
    fault: { kind: 'malformed', how: 'missingField' },
    problem: null,
    says: /GET/,
    costs: 0.2,
  },
  'a mistyped field': {
    fault: { kind: 'malformed', how: 'mistypedField' },
    problem: null,
    says: /left out/,
    costs: 0.2,
  },
  'counts of nothing that are left out': {
    fault: { kind: 'malformed', how: 'emptyCounts' },
    problem: null,
    says: /GET/,
  },
  'amounts in another notation': { fault: { kind: 'malformed', how: 'otherNotation' }, problem: null, says: /GET/ },
  'a row that comes twice': { fault: { kind: 'malformed', how: 'repeatedRow' }, problem: null, says: /counted once/ },
  'buckets again, 17 s later': {
    fault: { kind: 'malformed', how: 'shiftedBucket' },
    problem: 'failed',
    says: /malformed .*starting_at/,
  },
  'a bucket that is too wide': {
    fault: { kind: 'malformed', how: 'wideBucket' },
    problem: 'failed',
    says: /malformed .*ending_at/,
  },
  'an unknown tier, geography or cost type': {
    fault: { kind: 'malformed', how: 'unknownEnum' },
    problem: null,
    says: /GET/,
  },
  'a repeated cursor': {
    fault: { kind: 'malformed', how: 'repeatedCursor' },
    problem: 'failed',
    says: /next_page|last_id/,
  },
  'more without a cursor': {
    fault: { kind: 'malformed', how: 'moreWithoutCursor' },
    problem: 'failed',
    says: /next_page|last_id/,
  },
  'a duplicate bucket': { fault: { kind: 'malformed', how: 'duplicateBucket' }, problem: null, says: /twice/ },
  'a redirect': { fault: { kind: 'redirect' }, problem: 'failed', says: /redirect/ },
  'no answer at all': { fault: { kind: 'hang' }, problem: 'offline', says: /timeout/ },
  'an error of its own': { fault: { kind: 'status', status: 500 }, problem: 'failed', says: /500/ },
  'a request that it refuses': { fault: { kind: 'status', status: 400 }, problem: 'failed', says: /400/ },
};

/** SQL by which a poll has a route to ask for, as if an hour had passed while the clock stood still. */
const DUE = {
  usage: `UPDATE bucket SET read_at = read_at - ${HOUR} WHERE width = '1h' AND start >= ${TODAY + 12 * HOUR}`,
  cost: `UPDATE bill SET read_at = read_at - ${HOUR}, changed_at = read_at - ${HOUR}`,
  apiKeys: "UPDATE moment SET at = 0 WHERE name = 'namesReadAt'",
  workspaces: "UPDATE moment SET at = 0 WHERE name = 'namesReadAt'",
} as const;

function makeDue(path: string, route: keyof typeof DUE): void {
  const database = new DatabaseSync(path);
  database.exec(DUE[route]);
  database.close();
}

describe('Bad input', function () {
  this.timeout(15_000);
  let office: Office;

  before(async () => {
    const limits = { headersMs: 700, bodyMs: 700, totalMs: 1400 };
    office = await Office.open({ world: tinyWorld(TODAY), at: AT, config: { historyDays: 6 }, limits });
    await office.engine.start();
  });

  after(() => office[Symbol.asyncDispose]());

  /** Polls while a route is at fault, then polls without. */
  async function suffer(route: keyof typeof DUE, fault: Fault) {
    makeDue(office.ledgerPath, route);
    const { today } = office.summary;
    assert.ok(today !== null && today.amount > 0n);
    office.messages.length = 0;
    office.api.requests.clear();
    office.api.faults.add({ fault, times: 'always', route });
    await office.goTo(office.now + 11 * SECOND);
    const { summary, log } = office;
    assert.ok(office.api.requests.of(route).length > 0, 'it was met');
    office.api.faults.clear();
    await office.goTo(office.now + 11 * SECOND);
    assert.equal(office.summary.problem, null, 'it is over when it is over');
    return { before: today, summary, log };
  }

  for (const [what, { fault, problem, says, costs = 0.01 }] of Object.entries(CASES)) {
    for (const route of ['usage', 'cost'] as const) {
      it(`bad input from ${route} leaves the last good figures: ${what}`, async () => {
        const { before: last, summary, log } = await suffer(route, fault);
        // However the cost report fails, usage tells that the API can be reached.
        assert.equal(summary.problem?.kind ?? null, problem && route === 'cost' ? 'bills' : problem);
        if (problem !== null) assert.match(summary.problem?.message ?? '', /^[A-Z].+\.$/);
        assert.ok(
          log.some((line) => says.test(line)),
          log.join('\n'),
        );
        // Requests beside the faulty route may go on; nothing that was there is lost.
        assert.ok(Number(summary.today?.amount ?? 0n) >= Number(last.amount) * (1 - costs));
        if (route === 'usage' && problem !== null) assert.deepEqual(summary.today, last);
      });
    }
  }

  it('a negative count of usage is left out with its row alone', async () => {
    const { before: last, summary, log } = await suffer('usage', { kind: 'malformed', how: 'negativeCount' });
    assert.equal(summary.problem, null);
    assert.ok(Number(summary.today?.amount ?? 0n) >= Number(last.amount) * 0.8, 'the row alone');
    assert.ok(caveatTexts(summary).some((line) => line.includes('is incomplete')));
    assert.ok(log.some((line) => line.includes('uncached_input_tokens -5')));
  });

  it('a negative amount of cost is a credit', async () => {
    const { summary } = await suffer('cost', { kind: 'malformed', how: 'negativeCount' });
    assert.equal(summary.problem, null);
  });

  for (const route of ['apiKeys', 'workspaces'] as const) {
    it(`bad input from ${route} leaves the figures working: only names are missing`, async () => {
      for (const how of ['notJson', 'repeatedCursor'] as const) {
        const { summary, log } = await suffer(route, { kind: 'malformed', how });
        assert.equal(summary.problem, null);
        assert.ok(
          log.some((line) => line.startsWith('the names could not be read: malformed')),
          log.join('\n'),
        );
      }
    });
  }

  it('bad input takes the key to no other server', () => {
    assert.equal(office.api.elsewhere.requests.all.length, 0, 'not to where a redirect leads');
    assert.ok(!inspect(office.messages, UNCUT).includes(KEYS.admin));
    for (const companion of ['', '-wal', '-shm']) {
      const path = office.ledgerPath + companion;
      if (existsSync(path)) assert.equal(readFileSync(path).indexOf(KEYS.admin), -1, path);
    }
  });

  it('bad input before the first figure ends in a state that says so', async () => {
    await using fresh = await Office.open({ world: tinyWorld(TODAY), at: AT, config: { historyDays: 6 } });
    fresh.api.faults.add({ fault: { kind: 'malformed', how: 'wideBucket' }, times: 'always', route: 'usage' });
    await fresh.engine.start();
    assert.ok(fresh.state?.status === 'failed');
    assert.equal(fresh.state.problem.kind, 'failed');
    assert.ok(!inspect(fresh.messages, UNCUT).includes(KEYS.admin));
  });
});
