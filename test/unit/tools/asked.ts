/** Calls of tools over a ledger, and their answers. */
import { completed } from '../../../src/figures/scan/steps.ts';
import type { OrganizationLedger } from '../../../src/ledger/ledger.ts';
import { answerTool } from '../../../src/tools/answerTool.ts';
import { ToolLedger, type ToolLedgerOptions, type ToolSources } from '../../../src/tools/toolSources.ts';

/** Input that is typed as a call of a client has it, which may be anything. */
type Input = Readonly<Record<string, unknown>>;

/** A tool's user: asks over one ledger, at one moment. */
export class Asking {
  readonly #ledger: ToolLedger;
  readonly #now: number;

  constructor(ledger: OrganizationLedger, now: number, own: Partial<ToolLedgerOptions> = {}) {
    this.#now = now;
    const organization = { id: 'org', name: 'Acme' };
    this.#ledger = new ToolLedger({ ledger, organization, zone: 'UTC', historyDays: 30, sample: false, ...own });
  }

  text(name: string, input: unknown, own: Partial<ToolSources> = {}): string {
    return completed(answerTool(name, input, { ...this.#ledger.sources(this.#now), ...own }));
  }

  // biome-ignore lint/suspicious/noExplicitAny: what JSON holds is asserted by the tests.
  ask(name: string, input: Input = {}, own: Partial<ToolSources> = {}): any {
    return JSON.parse(this.text(name, input, own));
  }
}
