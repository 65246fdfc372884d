import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromEngine, ToEngine } from '../../../src/engine/thread/protocol.ts';
import type { AlertNotice } from '../../../src/shared/alert.ts';
import type { Budget } from '../../../src/shared/budget.ts';
import { DOLLAR } from '../../../src/shared/money.ts';
import type { CallMessage } from '../../../src/shared/rpc.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/time/utc.ts';
import { KEYS } from '../../adminApi/http/credentials.ts';
import { ENGINE_CONFIG } from '../../support/engineConfig.ts';
import { Office, type OfficeOptions } from '../../support/office.ts';
import { budgetState } from '../shared/budgetState.ts';
import { AT, OPTIONS, TODAY } from './kit.ts';

/** The tiny organization spends about $147 by the moment of `AT`, and $390 in the day. */
const DAILY: Budget = { ...budgetState().budget, amount: 200n * DOLLAR, period: 'day', forecast: false };
const WEEKLY: Budget = { ...DAILY, name: 'Week', amount: 2000n * DOLLAR, period: 'week' };

function optionsWith(...budgets: Budget[]): OfficeOptions {
  return { ...OPTIONS, config: { ...OPTIONS.config, budgets: { budgets, bad: [] } } };
}

function alertsOf(office: Office): AlertNotice[] {
  return office.messages.flatMap((message) => (message.call === 'alert' ? message.params : []));
}

const messages = (...offices: Office[]) => offices.flatMap(alertsOf).map(({ message }) => message);

describe('A budget in several windows', function () {
  this.timeout(60_000);

  it('a threshold that today’s usage passes is alerted of in one window, and what was past at first in none', async () => {
    await using one = await Office.open(optionsWith(DAILY));
    await using other = one.openWindow({ config: { ...optionsWith(DAILY).config, window: 'window-2' } });
    const windows = [one, other];
    for (const { engine } of windows) await engine.start();
    assert.deepEqual([messages(...windows), one.summary.budgets?.[0]?.passed], [[], [50]]);
    for (let at = AT + 10 * MINUTE; at <= AT + 5 * HOUR; at += 10 * MINUTE) {
      for (const window of windows) {
        await window.pollAt(at);
        for (const { id } of alertsOf(window)) window.engine.alerts.shown(id);
      }
    }
    const [first, second, ...more] = messages(...windows);
    assert.match(first ?? '', /^Team passed 80% of \$200: ≈\$16\d since Nov 19 \(UTC\)/);
    assert.match(second ?? '', /^Team passed 100% of \$200: ≈\$20\d since Nov 19 \(UTC\)/);
    assert.deepEqual([more, other.summary.budgets?.[0]?.passed], [[], [50, 80, 100]]);
    const texts = other.summary.marks?.map(({ text }) => text);
    assert.deepEqual(
      texts,
      [50, 80, 100].map((percent) => `Team passed ${percent}% of $200`),
    );
  });

  it('a threshold is alerted of again on the next day, and not after a restart', async () => {
    await using office = await Office.open({ ...optionsWith(DAILY), at: TODAY + 22 * HOUR });
    await office.engine.start();
    assert.deepEqual(office.summary.budgets?.[0]?.passed, [50, 80, 100]);
    await office.goTo(AT + DAY);
    const [alert = assert.fail(), ...more] = alertsOf(office);
    assert.match(
      alert.message,
      /^Team passed 80% of \$200: ≈\$1\d\d since Nov 20 \(UTC\), .* Expected to reach \$200 today\. /,
    );
    assert.deepEqual(more, []);
    office.engine.alerts.shown(alert.id);
    await office.restart();
    await office.pollAt(AT + DAY + 30 * SECOND);
    assert.deepEqual(alertsOf(office), []);
  });

  it('a threshold whose window is killed before it was shown is alerted of at the next start', async () => {
    const options = optionsWith(DAILY);
    await using office = await Office.open(options);
    await office.engine.start();
    office.engine[Symbol.dispose]();
    office.moveTo(AT + HOUR);
    const killed = new Worker(join(import.meta.dirname, '../../../src/engine/thread/worker.ts'));
    const { promise: isSent, resolve } = Promise.withResolvers<AlertNotice>();
    killed.on('message', ({ call, params }: CallMessage<FromEngine>) => call === 'alert' && resolve(params));
    const baseUrl = { origin: office.api.url, prefix: '' };
    const { organization } = office.api.world;
    const account = { type: 'key', baseUrl, key: KEYS.admin, organization, preferHost: false } as const;
    const params = { ...ENGINE_CONFIG, ...options.config, account, ledgerPath: office.ledgerPath };
    killed.postMessage({ call: 'start', params } satisfies CallMessage<Pick<ToEngine, 'start'>>);
    const alert = await isSent;
    await killed.terminate();
    await office.restart();
    await office.pollAt(office.now + 22 * SECOND);
    office.engine.alerts.showDue();
    assert.deepEqual(alertsOf(office), [alert]);
    assert.match(alert.message, /^Team passed 80% of \$200: /);
  });

  it('a week’s sleep is one alert, of the running week alone', async () => {
    await using office = await Office.open({
      ...optionsWith(WEEKLY),
      config: { ...optionsWith(WEEKLY).config, historyDays: 12 },
    });
    await office.engine.start();
    assert.deepEqual(office.summary.budgets?.[0]?.passed, [50]);
    await office.goTo(AT + 9 * DAY);
    assert.match(messages(office).join('\n'), /^Week passed 50% of \$2,000: ≈\$1,\d+ since Nov 23 \(UTC\)[^\n]*$/);
  });
});
