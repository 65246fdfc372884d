import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromEngine, NewsMessage, ToEngine } from '../../../src/engine/thread/protocol.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import type { SyncStateName } from '../../../src/ledger/syncState.ts';
import type { CallMessage } from '../../../src/shared/rpc.ts';
import type { Summary } from '../../../src/shared/summary.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/time/utc.ts';
import { KEYS } from '../../adminApi/http/credentials.ts';
import type { RequestRecord } from '../../adminApi/requestRecord.ts';
import { ENGINE_CONFIG } from '../../support/engineConfig.ts';
import { Office } from '../../support/office.ts';
import { clockArguments } from '../../workbench/runClock.ts';
import { AT, assertClose, OPTIONS, TODAY, truthOf } from './kit.ts';

const isHours = ({ query }: RequestRecord) => query.get('bucket_width')?.[0] === '1h';

/** Windows that tell when one of them shows what is waited for. */
class Windows {
  readonly #waiting = new Set<() => void>();

  readonly onMessage = (): void => {
    for (const look of this.#waiting) look();
  };

  async until(office: Office, isSo: (summary: Summary) => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (office.state?.status === 'ready' && isSo(office.state.summary)) resolve();
    };
    this.#waiting.add(look);
    look();
    await promise;
    this.#waiting.delete(look);
  }
}

function inLedger(office: Office, syncState: Partial<Record<SyncStateName, number>>): void {
  using ledger = new Ledger(office.ledgerPath, office.now);
  const own = ledger.organization(office.api.world.organization);
  for (const [name, at] of Object.entries(syncState)) own.syncState.set(name as SyncStateName, at ?? 0);
}

describe('Windows of one user', function () {
  this.timeout(30_000);

  /** The machine's load decides how long that takes; see `Watch` for how often they look. */
  it('a window shows what another has read long before it polls itself, without asking the API', async () => {
    const windows = new Windows();
    await using one = await Office.open({ ...OPTIONS, onMessage: windows.onMessage });
    await one.engine.start();
    await using second = one.openWindow();
    await using third = one.openWindow();
    for (const other of [second, third]) await other.engine.start();
    one.api.requests.clear();
    await one.pollAt(AT + MINUTE);
    const asked = one.api.requests.all.length;
    for (const other of [second, third]) {
      await windows.until(other, ({ checkedAt }) => checkedAt === AT + MINUTE);
      assert.deepEqual({ ...other.summary, toldAt: 0 }, { ...one.summary, toldAt: 0 });
    }
    assert.equal(one.api.requests.all.length, asked);
  });

  it('a window sends nothing where what another has written changes no figure', async () => {
    const { promise: isLooked, resolve } = Promise.withResolvers<void>();
    await using one = await Office.open(OPTIONS);
    await one.engine.start();
    let isWritten = false;
    const onMessage = ({ call }: NewsMessage) => void (call === 'view' && isWritten && resolve());
    await using other = one.openWindow({ onMessage });
    await other.engine.start();
    other.explore();
    const said = other.messages.length;
    inLedger(one, { probedAt: AT });
    isWritten = true;
    await isLooked;
    assert.deepEqual(
      other.messages.slice(said).filter(({ call }) => call === 'state'),
      [],
    );
  });

  it('a window’s problem ends when another window has overcome it', async () => {
    const windows = new Windows();
    await using one = await Office.open({ ...OPTIONS, onMessage: windows.onMessage });
    await one.engine.start();
    await using other = one.openWindow();
    await other.engine.start();
    one.api.faults.add({ fault: { kind: 'cut', where: 'before' }, times: 'always' });
    one.moveTo(AT + MINUTE);
    await other.engine.start();
    assert.equal(other.summary.problem?.kind, 'offline');
    one.api.faults.clear();
    await one.pollAt(AT + 2 * MINUTE);
    await windows.until(other, ({ problem }) => problem === null);
    assert.deepEqual(other.summary.today, one.summary.today);
  });

  it('a window polls for one that died while it polled, within half a minute', async () => {
    const windows = new Windows();
    await using one = await Office.open({ ...OPTIONS, onMessage: windows.onMessage });
    await one.engine.start();
    const polled = AT + MINUTE;
    one.moveTo(polled);
    inLedger(one, { polledAt: polled, pollingUntil: polled + 24 * SECOND });
    await one.pollAt(polled + 20 * SECOND);
    assert.equal(one.summary.checkedAt, AT, 'while it may be alive, it is waited for');
    one.moveTo(polled + 26 * SECOND);
    await windows.until(one, ({ checkedAt }) => checkedAt === polled + 26 * SECOND);
    assertClose(one.summary.today?.amount, truthOf(one, TODAY), 0.005);
  });

  it('a window does not ask again and again where a dead window left nothing to do', async () => {
    await using one = await Office.open(OPTIONS);
    await one.engine.start();
    inLedger(one, { fillingUntil: AT - SECOND });
    one.api.requests.clear();
    await one.engine.start();
    assert.equal(one.api.requests.all.length, 0);
    using ledger = new Ledger(one.ledgerPath, one.now);
    assert.equal(ledger.organization(one.api.world.organization).syncState.get('fillingUntil'), 0);
  });

  it('a window goes on with the history of one that was killed, within half a minute and with no more requests', async () => {
    const windows = new Windows();
    const config = { historyDays: 365 };
    // Both live on one machine, by the clock of this process.
    const begun = Date.now();
    const machine = { aheadBy: begun - AT, latencyMs: 5 };
    await using one = await Office.open({ ...OPTIONS, config, ...machine, onMessage: windows.onMessage });
    const worker = join(import.meta.dirname, '../../../src/engine/thread/worker.ts');
    const killed = new Worker(worker, { execArgv: clockArguments() });
    const start: CallMessage<Pick<ToEngine, 'start'>> = {
      call: 'start',
      params: {
        ...ENGINE_CONFIG,
        ...config,
        account: {
          type: 'key',
          baseUrl: { origin: one.api.url, prefix: '' },
          key: KEYS.admin,
          organization: one.api.world.organization,
          preferHost: false,
        },
        ledgerPath: one.ledgerPath,
      },
    };
    killed.on('message', ({ call }: CallMessage<FromEngine>) => call === 'fetch' && assert.fail('no host here'));
    killed.postMessage(start);
    await one.api.requests.waitFor(({ all }) => all.filter(isHours).length >= 12);
    await one.engine.start();
    assert.equal(hoursHeld(one) > 0, true);
    await killed.terminate();
    await one.api.requests.waitFor(({ underWay }) => underWay === 0);
    one.api.requests.clear();
    const ran = Date.now() - begun;
    one.moveTo(AT + ran + 28 * SECOND);
    await windows.until(one, ({ progress, checkedAt }) => progress === null && (checkedAt ?? 0) >= AT + 28 * SECOND);
    assert.equal(hoursHeld(one), 364 * 24 + 14);
    assert.ok(one.api.requests.all.length < 76, `${one.api.requests.all.length} requests`);
  });
});

describe('Windows of which one alone has learned that the machine’s clock is off', () => {
  /** The machine's clock was set so far ahead while both were open; the first has polled since, twice, and learned of it. */
  const AHEAD = 30 * MINUTE;
  async function open(stack: AsyncDisposableStack): Promise<[learned: Office, other: Office]> {
    const one = stack.use(await Office.open({ ...OPTIONS, aheadBy: 0 }));
    await one.engine.start();
    const other = stack.use(one.openWindow());
    await other.engine.start();
    for (const office of [one, other]) office.setAheadBy(AHEAD);
    for (const minute of [1, 2]) await one.pollAt(AT + minute * MINUTE);
    assert.equal(one.summary.checkedAt, AT + 2 * MINUTE, 'by the API’s clock');
    one.api.requests.clear();
    return [one, other];
  }

  it('a window does not poll what one that has learned of the skew has just polled', async () => {
    await using stack = new AsyncDisposableStack();
    const [one, other] = await open(stack);
    await other.engine.start();
    assert.deepEqual(one.api.requests.all, []);
  });

  it('a window that has learned of the skew leaves a poll to one that is about to, and takes it over once that has died', async () => {
    await using stack = new AsyncDisposableStack();
    const [one] = await open(stack);
    const due = AT + 3 * MINUTE;
    inLedger(one, { pollingUntil: due + AHEAD + 24 * SECOND });
    await one.pollAt(due);
    assert.deepEqual(one.api.requests.all, []);
    await one.pollAt(due + 25 * SECOND);
    assert.equal(one.summary.checkedAt, due + 25 * SECOND);
  });
});

describe('A machine that has slept', () => {
  it('a machine that has slept shows today within seconds of its wake, not when its timer goes off', async () => {
    const windows = new Windows();
    await using office = await Office.open({ ...OPTIONS, onMessage: windows.onMessage });
    await office.engine.start();
    office.moveTo(AT + 50 * MINUTE);
    await windows.until(office, ({ checkedAt }) => checkedAt === AT + 50 * MINUTE);
    assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.005);
  });
});

function hoursHeld(office: Office): number {
  using ledger = new Ledger(office.ledgerPath, office.now);
  const { usage } = ledger.organization(office.api.world.organization);
  return usage.count('1h', TODAY - 365 * 24 * HOUR, office.now);
}
