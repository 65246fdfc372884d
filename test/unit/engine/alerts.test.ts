import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engine.ts';
import type { Connect } from '../../../src/ledger/journal.ts';
import type { AlertNotice } from '../../../src/shared/alert.ts';
import { SECOND } from '../../../src/time/utc.ts';
import { alertOf } from '../../support/alertOf.ts';
import { Office } from '../../support/office.ts';
import { AT, OPTIONS } from './kit.ts';

const FIRST = alertOf('first');

function alertsOf(office: Office): AlertNotice[] {
  return office.messages.flatMap((message) => (message.call === 'alert' ? message.params : []));
}

/** An engine finds that alerts are due. */
function deliver({ alerts }: Engine, due: readonly AlertNotice[]): void {
  alerts.add(due);
  alerts.showDue();
}

/** Two windows of one user, both with figures. */
async function twoWindows(): Promise<[Office, Office]> {
  const one = await Office.open(OPTIONS);
  const other = one.openWindow({ config: { window: 'window-2' } });
  await one.engine.start();
  await other.engine.start();
  return [one, other];
}

describe('An alert', function () {
  this.timeout(30_000);

  it('an alert that both windows find due is sent by one, however often it is found', async () => {
    const [one, other] = await twoWindows();
    await using _one = one;
    await using _other = other;
    deliver(one.engine, [FIRST]);
    deliver(other.engine, [FIRST]);
    one.engine.alerts.shown('first');
    one.moveTo(AT + 60 * SECOND);
    for (const { engine } of [one, other]) deliver(engine, [FIRST]);
    assert.deepEqual([alertsOf(one), alertsOf(other)], [[FIRST], []]);
  });

  it('an alert whose window died before it was shown is sent by the other within 20 seconds', async () => {
    const [one, other] = await twoWindows();
    await using _one = one;
    await using _other = other;
    deliver(one.engine, [FIRST]);
    one.moveTo(AT + 20 * SECOND);
    other.engine.alerts.showDue();
    assert.deepEqual(alertsOf(other), [FIRST]);
  });

  it('an alert whose window died is noticed by the other on its own', async () => {
    const { promise: isSent, resolve } = Promise.withResolvers<void>();
    await using one = await Office.open(OPTIONS);
    await one.engine.start();
    deliver(one.engine, [FIRST]);
    await using other = one.openWindow({ onMessage: ({ call }) => call === 'alert' && resolve() });
    await other.engine.start();
    one.moveTo(AT + 20 * SECOND);
    one.engine[Symbol.dispose]();
    await isSent;
    assert.deepEqual(alertsOf(other), [FIRST]);
  });

  it('an alert whose window died before it was shown is sent at the next start, and none that was shown', async () => {
    const [one, other] = await twoWindows();
    await using _one = one;
    deliver(one.engine, [FIRST, alertOf('second')]);
    one.engine.alerts.shown('second');
    await other[Symbol.asyncDispose]();
    await one.restart();
    one.moveTo(AT + 3600 * SECOND);
    await one.engine.start();
    one.engine.alerts.showDue();
    assert.deepEqual(alertsOf(one), [FIRST]);
  });

  it('an alert that was shown before the ledger was open is kept as shown once it is', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    deliver(office.engine, [FIRST]);
    await office.restart();
    office.engine.alerts.shown('first');
    office.moveTo(AT + 60 * SECOND);
    await office.engine.start();
    office.engine.alerts.showDue();
    assert.deepEqual(alertsOf(office), []);
  });

  it('an alert goes to the window that has the focus', async () => {
    const [one, other] = await twoWindows();
    await using _one = one;
    await using _other = other;
    one.engine.setFocused(false);
    deliver(one.engine, [FIRST]);
    other.engine.alerts.showDue();
    assert.deepEqual([alertsOf(one), alertsOf(other)], [[], [FIRST]]);
  });

  it('an alert of a ledger in memory is sent by each window, with the reason', async () => {
    const full: Connect = () => {
      throw Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });
    };
    await using one = await Office.open({ ...OPTIONS, ledger: { connect: full } });
    await using other = one.openWindow();
    for (const { engine } of [one, other]) {
      await engine.start();
      deliver(engine, [FIRST]);
      engine.alerts.shown('first');
      deliver(engine, [FIRST]);
    }
    const message = /^first is due\. Every window shows this alert\. The usage history cannot be saved, because /;
    for (const office of [one, other]) {
      const [alert, ...more] = alertsOf(office);
      assert.match(alert?.message ?? '', message);
      assert.deepEqual(more, []);
    }
  });
});
