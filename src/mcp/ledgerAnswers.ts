import { completed } from '../figures/scan/steps.ts';
import { fileIdentity } from '../ledger/database.ts';
import { faultOf } from '../ledger/fault.ts';
import type { OrganizationLedger } from '../ledger/ledger.ts';
import { OlderSchemaError, ReadOnlyLedger } from '../ledger/readOnlyLedger.ts';
import { errorMessage } from '../shared/errorMessage.ts';
import { SECOND } from '../time/utc.ts';
import { answerTool } from '../tools/answerTool.ts';
import { ToolLedger } from '../tools/toolSources.ts';
import { NoAnswer, RESTART } from './noAnswer.ts';
import type { McpSetup } from './setup.ts';

/** An open file keeps its disk busy, and on Windows from being deleted: between questions it is let go of, after so many ms. */
const IDLE = 10 * SECOND;

const NOTHING =
  'There are no figures yet. In VS Code, set a key with the command “Claude Usage: Set Admin API Key”; if one is set in another profile, copy the MCP setup there, with “Claude Usage: Copy MCP Setup”.';

/** Said with the status: budgets and forecasts are made of sums that only the engine may write. */
const UNPLANNED = 'Budgets and forecasts are not known here: VS Code shows them.';

interface Opened {
  readonly ledger: ReadOnlyLedger;
  /** What it was opened for. */
  readonly key: string;
}

interface Figures {
  readonly of: string;
  readonly ledger: OrganizationLedger;
  readonly tools: ToolLedger;
}

/** Answers the tools from the ledger's file, which it reads and never writes. */
export class LedgerAnswers implements Disposable {
  #opened: Opened | null = null;
  #figures: Figures | null = null;
  #timer: NodeJS.Timeout | undefined;

  /** JSON of `answerTool`. `now` in ms by the machine's clock. Throws NoAnswer, and what nobody expects. */
  answer(setup: McpSetup, name: string, input: unknown, now: number): string {
    clearTimeout(this.#timer);
    try {
      const { ledger } = this.#open(setup);
      return ledger.snapshot(() => {
        const figures = this.#figuresOf(ledger, setup);
        // The engine keeps by how much the machine's clock is wrong.
        const corrected = now + figures.ledger.syncState.get('skew');
        const sources = { ...figures.tools.sources(corrected), problems: [UNPLANNED] };
        return completed(answerTool(name, input, sources));
      });
    } catch (error) {
      this.#close();
      throw noAnswerOf(error) ?? error;
    } finally {
      this.#timer = setTimeout(() => this.#close(), IDLE).unref();
    }
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#close();
  }

  #open({ ledger: path, zone, historyDays, sample }: McpSetup): Opened {
    const file = fileIdentity(path);
    const key = JSON.stringify([path, file, zone, historyDays, sample]);
    if (this.#opened?.key === key) return this.#opened;
    this.#close();
    if (file === '') throw new NoAnswer(NOTHING);
    this.#opened = { ledger: new ReadOnlyLedger(path), key };
    return this.#opened;
  }

  /** Figures of the organization that was asked about last: that of the key in use. */
  #figuresOf(reader: ReadOnlyLedger, { zone, historyDays, sample }: McpSetup): Figures {
    const [organization] = reader.organizations();
    if (!organization) throw new NoAnswer(NOTHING);
    const of = JSON.stringify(organization);
    if (this.#figures?.of === of) return this.#figures;
    const ledger = reader.organization(organization);
    if (!ledger) throw new NoAnswer(NOTHING);
    const version = () => reader.version();
    const tools = new ToolLedger({ ledger, version, organization, zone, historyDays, sample });
    this.#figures = { of, ledger, tools };
    return this.#figures;
  }

  #close(): void {
    this.#opened?.ledger[Symbol.dispose]();
    this.#opened = null;
    this.#figures = null;
  }
}

/** Null for what is no fault of the ledger's. */
function noAnswerOf(error: unknown): NoAnswer | null {
  if (error instanceof NoAnswer) return error;
  if (error instanceof OlderSchemaError) {
    return new NoAnswer('Claude Usage & Cost has been updated: open VS Code once, so that it updates its history.');
  }
  switch (faultOf(error)) {
    case 'newer':
      return new NoAnswer(RESTART);
    case 'locked':
      return new NoAnswer('Another program has locked the usage history. Try again in a moment.');
    case 'damaged':
      return new NoAnswer('The usage history is damaged: open VS Code, which fetches a new one.');
    case 'other':
      return null;
    default:
      return new NoAnswer(`The usage history could not be read: ${errorMessage(error)}.`);
  }
}
