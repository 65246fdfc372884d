import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { deleteDatabase } from '../../../src/ledger/database.ts';
import { FIRST_CHOICE } from '../../../src/shared/choice.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/time/utc.ts';
import { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';
import { AT, assertClose, notices, OPTIONS, TODAY, truthOf } from './kit.ts';

describe('A ledger', () => {
  it('a ledger that is deleted under an engine is made and filled again', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    const { today } = office.summary;
    deleteDatabase(office.ledgerPath);
    await office.goTo(AT + 15 * SECOND);
    assert.equal(office.summary.problem, null);
    assertClose(office.summary.today?.amount, today?.amount ?? 0n, 0.01);
  });

  it('a damaged ledger is set aside and filled again, and the user is told once', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    await office.restart();
    writeFileSync(office.ledgerPath, 'garbage '.repeat(2000));
    await office.engine.start();
    assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.005);
    assert.deepEqual(notices(office).length, 1);
    await office.restart();
    await office.pollAt(AT + MINUTE);
    assert.deepEqual([office.summary.problem, notices(office)], [null, []]);
  });

  it('a ledger of a newer version is left alone, and the user is told what to do', async () => {
    await using office = await Office.open(OPTIONS);
    const newer = new DatabaseSync(office.ledgerPath);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    await office.engine.start();
    assert.ok(office.state?.status === 'failed');
    assert.match(office.state.problem.message, /newer version/);
    assert.equal(office.api.requests.all.length, 0);
  });

  it('a ledger that a newer version takes over under an engine is let go of, and the last good figures stay, marked', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    const { today } = office.summary;
    const { chart } = office.explore();
    const newer = new DatabaseSync(office.ledgerPath);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    const asked = office.api.requests.all.length;
    await office.goTo(AT + MINUTE);
    assert.match(office.summary.problem?.message ?? '', /newer version/);
    assert.deepEqual(office.summary.today, today);
    const kept = office.view;
    assert.ok(kept?.status === 'ready');
    assert.match(kept.summary.problem?.message ?? '', /newer version/);
    assert.deepEqual(kept.explorer.chart, chart);
    assert.equal(office.api.requests.all.length, asked);
    const left = readFileSync(office.ledgerPath);
    await office.goTo(AT + 2 * MINUTE);
    assert.deepEqual(readFileSync(office.ledgerPath), left);
    office.engine.panel.choose({ ...FIRST_CHOICE, by: 'workspace' });
    const refused = office.view;
    assert.ok(refused?.status === 'failed');
    assert.match(refused.problem.message, /newer version/);
  });
});

describe('the accuracy of estimates', () => {
  it('the accuracy of estimates compares a day’s live estimate at its end with its final bill', async () => {
    const world = { ...tinyWorld(TODAY), lateness: { delay: 0, share: 0, upTo: 0 } };
    await using office = await Office.open({ ...OPTIONS, world, at: TODAY + DAY - 5 * MINUTE });
    await office.engine.start();
    for (const minutes of [1, 10, 25]) await office.pollAt(TODAY + DAY + minutes * MINUTE);
    const before = office.summary;
    assert.equal(before.accuracy, null);
    for (const hours of [31, 37, 43, 49]) await office.pollAt(TODAY + hours * HOUR);
    const { accuracy } = office.summary;
    assert.deepEqual([accuracy?.days, accuracy?.worstDay], [1, '2026-11-19']);
    assert.ok((accuracy?.worst ?? 1) < 0.0005, String(accuracy?.worst));
    assert.equal(accuracy?.median, accuracy?.worst);
  });
});
