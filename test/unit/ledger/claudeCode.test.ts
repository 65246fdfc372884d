import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { DAY, HOUR } from '../../../src/time/utc.ts';
import { claudeCodeModel, claudeCodeRecord } from '../../support/claudeCodeRecord.ts';
import { ACME, NOW, OTHER, Shelf, TODAY } from './kit.ts';

const YESTERDAY = TODAY - DAY;

const FULL = claudeCodeRecord({
  actor: 'ci "nightly" ✓',
  actorType: 'api_actor',
  customerType: 'subscription',
  terminalType: 'tmux',
  sessions: 5,
  linesAdded: 1543,
  linesRemoved: 892,
  commits: 12,
  pullRequests: 2,
  tools: [
    { name: 'edit_tool', accepted: 45, rejected: 5 },
    { name: 'a_tool_of_tomorrow', accepted: 0, rejected: 1 },
  ],
  models: [
    claudeCodeModel({ input: 100_000, output: 35_000, cacheRead: 10_000, cacheCreation: 5000, estimatedCost: 113n }),
    // More than a double holds.
    claudeCodeModel({ model: 'claude-sonnet-5-5', estimatedCost: 2n ** 60n + 1n }),
  ],
});

describe('Claude Code Analytics in the ledger', () => {
  it('records of Claude Code Analytics come back as they were, for every window', () => {
    using shelf = new Shelf();
    const { claudeCode } = shelf.open().organization(ACME);
    claudeCode.replace(TODAY, [FULL, claudeCodeRecord()], NOW);
    const theirs = shelf.open().organization(ACME).claudeCode;
    assert.deepEqual(theirs.records(TODAY, TODAY + DAY), [FULL, claudeCodeRecord()]);
  });

  it('records of Claude Code Analytics are found by day, the oldest first', () => {
    using shelf = new Shelf();
    const { claudeCode } = shelf.open().organization(ACME);
    claudeCode.replace(TODAY, [claudeCodeRecord()], NOW);
    claudeCode.replace(YESTERDAY, [claudeCodeRecord({ day: '2026-11-18' })], NOW + HOUR);
    const days = (from: number, to: number) => claudeCode.records(from, to).map(({ day }) => day);
    assert.deepEqual(days(YESTERDAY, TODAY + DAY), ['2026-11-18', '2026-11-19']);
    assert.deepEqual(days(YESTERDAY, TODAY), ['2026-11-18']);
    assert.deepEqual(claudeCode.days(YESTERDAY, TODAY + DAY), [
      { start: YESTERDAY, readAt: NOW + HOUR, isEmpty: false },
      { start: TODAY, readAt: NOW, isEmpty: false },
    ]);
    assert.deepEqual(claudeCode.days(YESTERDAY + 1, TODAY), []);
  });

  it('records of Claude Code Analytics of a day are replaced as a whole, and a day without any is known to have none', () => {
    using shelf = new Shelf();
    const { claudeCode } = shelf.open().organization(ACME);
    claudeCode.replace(TODAY, [FULL, claudeCodeRecord()], NOW);
    claudeCode.replace(TODAY, [], NOW + HOUR);
    assert.deepEqual(claudeCode.records(TODAY, TODAY + DAY), []);
    assert.deepEqual(claudeCode.days(TODAY, TODAY + DAY), [{ start: TODAY, readAt: NOW + HOUR, isEmpty: true }]);
  });

  it('records of Claude Code Analytics belong to one organization, and are forgotten by day', () => {
    using shelf = new Shelf();
    const ledger = shelf.open();
    const [ours, theirs] = [ledger.organization(ACME).claudeCode, ledger.organization(OTHER).claudeCode];
    for (const day of [YESTERDAY, TODAY]) ours.replace(day, [claudeCodeRecord()], NOW);
    theirs.replace(YESTERDAY, [claudeCodeRecord()], NOW);
    ours.forgetBefore(TODAY);
    assert.deepEqual(
      ours.days(0, NOW).map(({ start }) => start),
      [TODAY],
    );
    assert.equal(theirs.days(0, NOW).length, 1);
  });

  it('records of Claude Code Analytics take little room: a day of a thousand people less than 100 kB', () => {
    using shelf = new Shelf();
    const { claudeCode } = shelf.open().organization(ACME);
    const people = Array.from({ length: 1000 }, (_, index) => ({ ...FULL, actor: `person-${index}@acme.example` }));
    claudeCode.replace(TODAY, people, NOW);
    assert.deepEqual(claudeCode.records(TODAY, NOW), people);
    const database = new DatabaseSync(shelf.path);
    const size = database.prepare('SELECT SUM(LENGTH(packed)) AS size FROM claude_code_day').get()?.['size'];
    database.close();
    assert.ok(Number(size) > 0 && Number(size) < 100_000, `${size} bytes`);
  });

  it('damaged records of Claude Code Analytics are an error, not figures', () => {
    using shelf = new Shelf();
    const { claudeCode } = shelf.open().organization(ACME);
    claudeCode.replace(TODAY, [FULL], NOW);
    const database = new DatabaseSync(shelf.path);
    database.prepare("UPDATE claude_code_day SET packed = X'00ff'").run();
    database.close();
    assert.throws(() => claudeCode.records(TODAY, NOW));
  });

  it('a day of Claude Code Analytics that cannot be read is forgotten once that is known, so that it is fetched again', () => {
    using shelf = new Shelf();
    const { claudeCode } = shelf.open().organization(ACME);
    claudeCode.replace(TODAY, [FULL], NOW);
    claudeCode.replace(YESTERDAY, [FULL], NOW);
    const other = new DatabaseSync(shelf.path);
    other.exec(`UPDATE claude_code_day SET packed = x'00' WHERE start = ${TODAY}`);
    other.close();
    assert.throws(() => claudeCode.records(YESTERDAY, TODAY + DAY));
    const again = shelf.open(NOW, { doubted: true });
    assert.equal(again.forgotten, 1);
    const left = again.organization(ACME).claudeCode;
    assert.deepEqual(
      left.days(YESTERDAY, TODAY + DAY).map(({ start }) => start),
      [YESTERDAY],
    );
    assert.equal(left.records(YESTERDAY, TODAY + DAY).length, 1);
  });
});
