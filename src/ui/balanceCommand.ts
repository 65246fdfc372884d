import type * as vscode from 'vscode';
import type { EngineClient } from '../engine/thread/client.ts';
import { capital } from '../shared/capital.ts';
import type { Format } from '../shared/format.ts';
import type { BalanceEntry, BalanceState } from '../shared/runway.ts';
import { driftText, runwaySinceText, runwayText } from '../shared/runwayText.ts';
import { parseTypedAmount } from '../shared/typedAmount.ts';
import { HOUR, MINUTE, startOfUtcDay } from '../time/utc.ts';
import { instantOfLocal } from '../time/zone.ts';

export interface BalanceCommandOptions {
  readonly engine: Pick<EngineClient, 'balance' | 'setBalance' | 'removeBalance'>;
  readonly window: Pick<
    typeof vscode.window,
    'showQuickPick' | 'showInputBox' | 'showInformationMessage' | 'showErrorMessage'
  >;
  /** In UTC, as forecasts are. */
  readonly format: () => Format;
  /** IANA name of the zone that a typed date and time is of. */
  readonly zone: () => string;
  /** ms */
  readonly now: () => number;
}

interface Item extends vscode.QuickPickItem {
  readonly act: () => Promise<unknown>;
}

interface Moment extends vscode.QuickPickItem {
  readonly at: () => Promise<number | undefined>;
}

type Kind = BalanceEntry['kind'];
const TITLE = 'Set Prepaid Balance';
const TITLES: Readonly<Record<Kind, string>> = { balance: TITLE, topUp: 'Add Top-Up' };
const PROMPTS: Readonly<Record<Kind, string>> = {
  balance: 'Balance in US dollars, as the billing page of the Claude Console shows it',
  topUp: 'Amount of the top-up in US dollars',
};
const DONE: Readonly<Record<Kind, string>> = { balance: 'The balance is set.', topUp: 'The top-up is added.' };

/** *Set Prepaid Balance*: asks for an amount and its moment, adds a top-up, or removes the balance. */
export class BalanceCommand {
  readonly #options: BalanceCommandOptions;

  constructor(options: BalanceCommandOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { engine, window, format, now } = this.#options;
    const state = await engine.balance();
    if (typeof state === 'string') return this.#tell(state);
    const { runway } = state;
    if (!runway) return this.#enter('balance', state);
    const since = runwaySinceText(runway, format(), now());
    const items: Item[] = [
      { label: 'Set Balance', description: 'Enter the balance again', act: () => this.#enter('balance', state) },
      { label: 'Add Top-Up', description: 'Enter an amount that was added', act: () => this.#enter('topUp', state) },
      { label: 'Remove Balance', description: since, act: () => this.#remove() },
    ];
    const placeHolder = `Balance: ${runwayText(runway, format(), now())}`;
    await (await window.showQuickPick(items, { title: TITLE, placeHolder }))?.act();
  }

  async #enter(kind: Kind, state: BalanceState): Promise<void> {
    const { engine, window, format, now } = this.#options;
    const typed = await window.showInputBox({
      title: TITLES[kind],
      prompt: PROMPTS[kind],
      placeHolder: '1,234.50',
      ignoreFocusOut: true,
      validateInput: (text) => {
        const read = parseTypedAmount(text);
        return read.ok ? undefined : read.problem;
      },
    });
    const read = parseTypedAmount(typed ?? '');
    if (!read.ok) return;
    const at = await this.#moment(kind, state);
    if (at === undefined) return;
    const set = await engine.setBalance({ kind, amount: read.amount, at });
    if (typeof set === 'string') return this.#tell(set);
    const sentences = [
      DONE[kind],
      `${capital(runwayText(set.runway, format(), now()))}.`,
      driftText(set.drift, format()),
    ];
    void window.showInformationMessage(`Claude Usage: ${sentences.filter((sentence) => sentence !== '').join(' ')}`);
  }

  /** Asks for the instant that an amount is of, ms. */
  async #moment(kind: Kind, { oldest }: BalanceState): Promise<number | undefined> {
    const { window, format, now } = this.#options;
    const current = now();
    const midnight = startOfUtcDay(current);
    const moments: Moment[] = [
      { label: 'Now', at: async () => this.#options.now() },
      { label: 'Today, 00:00 UTC', description: format().weekdayDay(midnight), at: async () => midnight },
      { label: 'Another Date and Time…', at: () => this.#typedMoment(kind, oldest) },
    ];
    const placeHolder = kind === 'balance' ? 'When was this the balance?' : 'When was it added?';
    const options = { title: TITLES[kind], placeHolder, ignoreFocusOut: true };
    return (await window.showQuickPick(moments, options))?.at();
  }

  async #typedMoment(kind: Kind, oldest: number): Promise<number | undefined> {
    const { window, zone, now, format } = this.#options;
    const read = (text: string) => {
      const at = readMoment(text, zone());
      if (at === null) return 'Enter a date and time, such as 2026-11-02 09:30.';
      if (at > now()) return 'Enter a date and time that is not in the future.';
      return at < oldest ? `Enter a date from ${format().longDay(oldest)} on: the local history starts there.` : at;
    };
    const typed = await window.showInputBox({
      title: TITLES[kind],
      prompt: `Date and time in ${zone()}`,
      placeHolder: 'YYYY-MM-DD HH:MM',
      ignoreFocusOut: true,
      validateInput: (text) => {
        const at = read(text);
        return typeof at === 'string' ? at : undefined;
      },
    });
    const at = typed === undefined ? '' : read(typed);
    return typeof at === 'string' ? undefined : at;
  }

  async #remove(): Promise<void> {
    const failure = await this.#options.engine.removeBalance();
    if (failure !== null) return this.#tell(failure);
    void this.#options.window.showInformationMessage('Claude Usage: The prepaid balance was removed.');
  }

  #tell(failure: string): void {
    void this.#options.window.showErrorMessage(`Claude Usage: ${failure}`);
  }
}

/** Instant of `2026-11-02 09:30` on the clocks of a zone, ms; of midnight for a date alone. Null for anything else. */
function readMoment(text: string, zone: string): number | null {
  const [, date, hours = '0', minutes = '00'] =
    /^(\d{4}-\d{2}-\d{2})(?:(?: +|T)(\d{1,2}):(\d{2}))?$/.exec(text.trim()) ?? [];
  const day = Date.parse(`${date}T00:00:00Z`);
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== date || hour > 23 || minute > 59) return null;
  return instantOfLocal(day + hour * HOUR + minute * MINUTE, zone);
}
