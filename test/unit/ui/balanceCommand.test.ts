import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { createFormat } from '../../../src/shared/format.ts';
import { DOLLAR } from '../../../src/shared/money.ts';
import type { BalanceEntry, BalanceSet, BalanceState, Runway } from '../../../src/shared/runway.ts';
import { BalanceCommand } from '../../../src/ui/balanceCommand.ts';
import { figure, NOW } from './summaryOf.ts';

const DAY = 86_400_000;
const TODAY = Date.UTC(2026, 10, 22);
const RUNWAY: Runway = { left: figure(41_230, 'mixed'), asOf: TODAY - 20 * DAY, isByHour: false, lasts: null };
const SET = 'Claude Usage: The balance is set. ≈$412.30 left.';

/** A user who picks items by their labels and types texts, in their order; those that are refused are noted. */
class Desk {
  state: BalanceState | string = { runway: null, oldest: TODAY - 30 * DAY };
  outcome: BalanceSet | string = { runway: RUNWAY, drift: null };
  readonly set: BalanceEntry[] = [];
  readonly told: string[] = [];
  readonly asked: string[] = [];
  readonly refused: string[] = [];
  removed = 0;
  readonly #answers: string[];
  readonly #command: BalanceCommand;

  constructor(answers: readonly string[], zone = 'UTC') {
    this.#answers = [...answers];
    const tell = async (message: string) => void this.told.push(message);
    const window = {
      showQuickPick: async (items: readonly vscode.QuickPickItem[], { placeHolder }: vscode.QuickPickOptions) => {
        this.asked.push(placeHolder ?? '');
        const answer = this.#answers.shift();
        return items.find(({ label }) => label === answer);
      },
      showInputBox: async ({ prompt, validateInput }: vscode.InputBoxOptions) => {
        this.asked.push(prompt ?? '');
        for (;;) {
          const answer = this.#answers.shift();
          if (answer === undefined) return undefined;
          const refusal = await validateInput?.(answer);
          if (refusal === undefined || refusal === null) return answer;
          this.refused.push(String(refusal));
        }
      },
      showInformationMessage: tell,
      showErrorMessage: tell,
    };
    this.#command = new BalanceCommand({
      engine: {
        balance: async () => this.state,
        setBalance: async (entry) => {
          this.set.push(entry);
          return this.outcome;
        },
        removeBalance: async () => {
          this.removed += 1;
          return null;
        },
      },
      window: window as unknown as typeof vscode.window,
      format: () => createFormat('en-US', 'UTC'),
      zone: () => zone,
      now: () => NOW,
    });
  }

  async run(): Promise<this> {
    await this.#command.run();
    return this;
  }
}

describe('Set Prepaid Balance', () => {
  it('Set Prepaid Balance asks for an amount and its moment, and says what is left', async () => {
    const { set, told, asked } = await new Desk(['$1,234.50', 'Now']).run();
    assert.deepEqual(set, [{ kind: 'balance', amount: 1234n * DOLLAR + DOLLAR / 2n, at: NOW }]);
    assert.deepEqual(told, [SET]);
    assert.equal(asked[1], 'When was this the balance?');
  });

  it('Set Prepaid Balance takes the beginning of the day, and a date and time in the zone of days', async () => {
    const at = async (answers: readonly string[], zone?: string) =>
      (await new Desk(['1234.5', ...answers], zone).run()).set[0]?.at;
    const another = 'Another Date and Time…';
    assert.equal(await at(['Today, 00:00 UTC']), TODAY);
    assert.equal(await at([another, '2026-11-21 09:30']), Date.UTC(2026, 10, 21, 9, 30));
    assert.equal(await at([another, ' 2026-11-21T9:30 ']), Date.UTC(2026, 10, 21, 9, 30));
    assert.equal(await at([another, '2026-11-21']), Date.UTC(2026, 10, 21));
    assert.equal(await at([another, '2026-11-21 09:30'], 'Asia/Tokyo'), Date.UTC(2026, 10, 21, 0, 30));
  });

  it('Set Prepaid Balance refuses what is no amount, and moments that are none, to come, or too old', async () => {
    const amounts = await new Desk(['-5', '1e9', '9999999999', 'five', '12', 'Now']).run();
    assert.equal(amounts.refused.length, 4);
    assert.deepEqual(
      amounts.set.map(({ amount }) => amount),
      [12n * DOLLAR],
    );
    const typed = ['yesterday', '2026-02-30', '2026-11-21 24:00', '2026-11-22 14:08', '2026-10-22'];
    const moments = await new Desk(['12', 'Another Date and Time…', ...typed]).run();
    assert.deepEqual(moments.refused, [
      ...Array(3).fill('Enter a date and time, such as 2026-11-02 09:30.'),
      'Enter a date and time that is not in the future.',
      'Enter a date from Fri, Oct 23, 2026 on: the local history starts there.',
    ]);
    assert.deepEqual(moments.set, []);
  });

  it('Set Prepaid Balance shows once how far ours had drifted', async () => {
    const desk = new Desk(['Set Balance', '500', 'Now']);
    desk.state = { runway: RUNWAY, oldest: 0 };
    desk.outcome = { runway: RUNWAY, drift: (-1240n * DOLLAR) / 100n };
    assert.deepEqual((await desk.run()).told, [`${SET} Our figure was $12.40 lower.`]);
    assert.equal(desk.asked[0], 'Balance: ≈$412.30 left');
  });

  it('Set Prepaid Balance adds a top-up to a balance, and removes it', async () => {
    const topUp = new Desk(['Add Top-Up', '100', 'Now']);
    topUp.state = { runway: RUNWAY, oldest: 0 };
    assert.deepEqual((await topUp.run()).set, [{ kind: 'topUp', amount: 100n * DOLLAR, at: NOW }]);
    assert.deepEqual(topUp.told, ['Claude Usage: The top-up is added. ≈$412.30 left.']);
    const removal = new Desk(['Remove Balance']);
    removal.state = { runway: RUNWAY, oldest: 0 };
    assert.equal((await removal.run()).removed, 1);
    assert.deepEqual(removal.told, ['Claude Usage: The prepaid balance was removed.']);
  });

  it('Set Prepaid Balance does nothing where the user turns away, and says why it cannot', async () => {
    for (const answers of [[], ['12'], ['12', 'Another Date and Time…']]) {
      const { set, told } = await new Desk(answers).run();
      assert.deepEqual([set, told], [[], []]);
    }
    const closed = new Desk([]);
    closed.state = 'There are no figures yet.';
    assert.deepEqual((await closed.run()).told, ['Claude Usage: There are no figures yet.']);
    const refused = new Desk(['12', 'Now']);
    refused.outcome = 'The balance cannot be of the future.';
    assert.deepEqual((await refused.run()).told, ['Claude Usage: The balance cannot be of the future.']);
  });
});
