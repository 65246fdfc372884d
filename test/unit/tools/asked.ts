/** Calls of tools over a ledger, and their answers. */
import { completed } from '../../../src/figures/scan/steps.ts';
import type { OrganizationLedger } from '../../../src/ledger/ledger.ts';
import { answerTool } from '../../../src/tools/answerTool.ts';
import { ToolLedger, type ToolLedgerOptions, type ToolSources } from '../../../src/tools/toolSources.ts';

/** Input as a client may send it. */
type Input = Readonly<Record<string, unknown>>;
// biome-ignore lint/suspicious/noExplicitAny: fields of JSON, whose values the tests assert.
type Answer = any;

/** A model that asks over one ledger, at one moment. */
export class Asking {
  readonly ledger: ToolLedger;
  readonly #now: number;

  constructor(ledger: OrganizationLedger, now: number, own: Partial<ToolLedgerOptions> = {}) {
    this.#now = now;
    const organization = { id: 'org', name: 'Acme' };
    this.ledger = new ToolLedger({
      ledger,
      organization,
      version: () => 0,
      zone: 'UTC',
      historyDays: 30,
      sample: false,
      ...own,
    });
  }

  text(name: string, input: unknown, own: Partial<ToolSources> = {}): string {
    return completed(answerTool(name, input, { ...this.ledger.sources(this.#now), ...own }));
  }

  ask(name: string, input: Input = {}, own: Partial<ToolSources> = {}): Answer {
    return JSON.parse(this.text(name, input, own));
  }
}

/** Cents of an amount as answers have it. */
export function centsOf(text: unknown): bigint {
  if (typeof text !== 'string' || !/^-?\d+\.\d{2}$/.test(text)) throw new Error(`no dollars: ${JSON.stringify(text)}`);
  return BigInt(text.replace('.', ''));
}
