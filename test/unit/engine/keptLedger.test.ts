import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { unkeptNotice } from '../../../src/engine/ledgerWords.ts';
import type { Connect } from '../../../src/ledger/journal.ts';
import { MINUTE, SECOND } from '../../../src/time/utc.ts';
import { caveatTexts } from '../../support/caveatTexts.ts';
import { Office } from '../../support/office.ts';
import { AT, assertClose, notices, OPTIONS, TODAY, truthOf } from './kit.ts';

/** A lock is waited for no longer than a test has time for. */
const BRIEF = { ledger: { patience: 20 } };

function edit(office: Office, sql: string): number {
  const database = new DatabaseSync(office.ledgerPath);
  try {
    return Number(database.prepare(sql).run().changes);
  } finally {
    database.close();
  }
}

describe('A ledger that cannot be kept in its file', () => {
  it('a ledger that cannot be kept in its file is in memory, with right figures, and the user is told once why', async () => {
    await using office = await Office.open(OPTIONS);
    mkdirSync(office.ledgerPath);
    await office.engine.start();
    assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.005);
    assert.equal(office.summary.problem, null);
    for (const minute of [1, 2, 3]) await office.pollAt(AT + minute * MINUTE);
    assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.005);
    assert.equal(notices(office).length, 1);
    assert.match(notices(office)[0] ?? '', /cannot be saved, because there is a folder in place of its file/);
    assert.equal(office.summary.unkept, notices(office)[0]);
    assert.ok(caveatTexts(office.summary).includes(notices(office)[0] ?? ''), 'the panel says so, too');
  });

  it('a ledger whose disk fills up goes on in memory with what it had', async () => {
    const opened: DatabaseSync[] = [];
    const connect: Connect = (path, patience) => {
      const database = new DatabaseSync(path, { timeout: patience });
      opened.push(database);
      return database;
    };
    await using office = await Office.open({ ...OPTIONS, ledger: { connect } });
    await office.engine.start();
    const before = office.summary;
    opened.findLast(({ isOpen }) => isOpen)?.exec('PRAGMA max_page_count = 1');
    const asked = office.api.requests.all.length;
    await office.pollAt(AT + 40 * MINUTE);
    assert.match(office.summary.problem?.message ?? '', /because the disk is full/);
    assert.deepEqual(office.summary.today, before.today, 'the last figures stay');
    await office.pollAt(AT + 40 * MINUTE + 2 * SECOND);
    assert.equal(office.summary.problem, null);
    assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.005);
    assert.ok(office.api.requests.all.length - asked < 8, 'the history is not fetched anew');
    assert.match(
      notices(office).join(),
      /^The usage history cannot be saved, because the disk is full\. It is held in memory /,
    );
  });

  it('a ledger in memory names a full disk only where the disk is full', () => {
    const codes = [3, 8, 10, 13, 14, 15, 526, 3850, 5386];
    const ofSqlite = codes.map((errcode) => ({ code: 'ERR_SQLITE_ERROR', errcode }));
    const ofSystem = ['EACCES', 'EROFS', 'EISDIR', 'ENOSPC'].map((code) => ({ code, syscall: 'open' }));
    const told = [...ofSqlite, ...ofSystem].map((facts) => unkeptNotice(Object.assign(new Error('it'), facts)));
    const causes = told.map((notice) => /because ([^.]*)\./.exec(notice)?.[1]);
    const [perm, readOnly, io, full, cannotOpen, protocol, isFolder, lock, map, ...system] = causes;
    assert.equal(new Set([perm, readOnly, io, full, cannotOpen, protocol, isFolder, map]).size, 8);
    assert.equal(lock, protocol);
    assert.deepEqual(system, [perm, readOnly, isFolder, full]);
    assert.deepEqual(
      causes.flatMap((cause, at) => (cause === 'the disk is full' ? at : [])),
      [3, 12],
    );
  });
});

describe('A ledger that another program holds locked', () => {
  it('a locked ledger leaves the figures as they are, says so, is soon looked at again, and goes on once it is free', async () => {
    await using office = await Office.open({ ...OPTIONS, ...BRIEF });
    await office.engine.start();
    const { today } = office.summary;
    const holder = new DatabaseSync(office.ledgerPath);
    holder.exec('BEGIN IMMEDIATE');
    const asked = office.api.requests.all.length;
    await office.goTo(AT + MINUTE);
    await office.goTo(AT + MINUTE + 5 * SECOND);
    assert.match(office.summary.problem?.message ?? '', /Another program has locked the usage history/);
    assert.deepEqual(office.summary.today, today);
    assert.equal(office.api.requests.all.length, asked, 'nothing is asked that could not be kept');
    assert.equal(office.explore().chart.kind, 'cost', 'it can still be read');
    holder.exec('ROLLBACK');
    holder.close();
    await office.goTo(AT + 2 * MINUTE);
    assert.equal(office.summary.problem, null);
    assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.005);
    assert.deepEqual(notices(office), []);
  });

  it('a locked ledger is waited for at length once, and briefly as long as it is known to be held', async function () {
    this.timeout(40_000);
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    const holder = new DatabaseSync(office.ledgerPath);
    holder.exec('BEGIN IMMEDIATE');
    const times: number[] = [];
    for (const second of [20, 40, 60]) {
      const before = performance.now();
      await office.goTo(AT + second * SECOND);
      times.push(performance.now() - before);
    }
    holder.close();
    const [first = 0, ...later] = times;
    assert.ok(first > 4000, `${first}`);
    assert.ok(Math.max(...later) < first / 2, times.join());
  });

  it('a ledger that was locked from the beginning is opened once it is free', async () => {
    await using office = await Office.open({ ...OPTIONS, ...BRIEF });
    await office.engine.start();
    await office.restart();
    const holder = new DatabaseSync(office.ledgerPath);
    holder.exec('BEGIN IMMEDIATE');
    await office.engine.start();
    assert.ok(office.state?.status === 'failed');
    assert.match(office.state.problem.message, /Another program has locked the usage history/);
    holder.close();
    await office.goTo(AT + MINUTE);
    assert.equal(office.summary.problem, null);
  });
});

describe('A part of the ledger that cannot be read', () => {
  const HOUR_OF_YESTERDAY = `width = '1h' AND start = ${TODAY - 10 * 60 * MINUTE}`;
  const damages: Readonly<Record<string, string>> = {
    'is too short': `UPDATE usage SET packed = x'0102030405' WHERE ${HOUR_OF_YESTERDAY}`,
    'is of a series that is not known': 'DELETE FROM series WHERE ref = 1',
    'has a count that is none': `UPDATE usage SET packed = CAST(x'000000000000e0bf' || substr(packed, 9) AS BLOB) WHERE ${HOUR_OF_YESTERDAY}`,
  };
  for (const [how, sql] of Object.entries(damages)) {
    it(`a part of the ledger that ${how} is fetched again, and nothing else`, async () => {
      await using office = await Office.open(OPTIONS);
      await office.engine.start();
      const { yesterday } = office.summary;
      await office.restart();
      assert.ok(edit(office, `PRAGMA foreign_keys = OFF`) === 0 && edit(office, sql) > 0);
      const asked = office.api.requests.all.length;
      for (const second of [20, 40, 60]) await office.goTo(AT + second * SECOND);
      assert.equal(office.summary.problem, null);
      assertClose(office.summary.yesterday?.amount, yesterday?.amount ?? 0n, 0.001);
      assert.ok(office.log.some((line) => line.includes('could not be read: they are fetched again')));
      assert.ok(office.api.requests.all.length - asked < 40);
      assert.deepEqual(notices(office), []);
    });
  }
});
