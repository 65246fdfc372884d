import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../../src/engine/engine.ts';
import type { EngineConfig } from '../../src/engine/thread/protocol.ts';
import { createSampleSource } from '../../src/sample/source.ts';
import { type Choice, FIRST_CHOICE } from '../../src/shared/choice.ts';
import type { ChangeAnswer, PanelView } from '../../src/shared/panelView.ts';
import type { Source } from '../../src/source/source.ts';
import type { Clock } from '../../src/time/utc.ts';
import { ENGINE_CONFIG } from '../support/engineConfig.ts';
import { newsTo } from '../support/news.ts';
import { runStart } from '../workbench/runClock.ts';

export interface PanelEngineOptions {
  /** What its clock shows for good, ms. When the run began where left out: a slow run has the same figures. */
  readonly at?: number;
  /** Source of the figures: the sample organization where left out. */
  readonly source?: (clock: Clock) => Source;
  readonly config?: Partial<EngineConfig>;
}

/** The engine, with a whole history, that answers the choices of a page. One page at a time looks at it. */
export class PanelEngine implements AsyncDisposable {
  readonly engine: Engine;
  /** Time that its clock shows, ms. */
  readonly at: number;
  /** Hears of every view as it is made. */
  onView: (view: PanelView) => void = () => {};
  /** Hears what has changed, as a page asks. */
  onChange: (answer: ChangeAnswer) => void = () => {};
  readonly #folder = mkdtempSync(join(tmpdir(), 'claude-usage-page-'));

  private constructor({ at = runStart(), source = createSampleSource, config }: PanelEngineOptions) {
    this.at = at;
    const clock = { now: () => at };
    this.engine = new Engine({
      config: { ...ENGINE_CONFIG, ledgerPath: join(this.#folder, 'ledger.db'), ...config },
      source: source(clock),
      clock,
      random: () => 0.5,
      send: newsTo((message) => {
        // As it crosses from the thread.
        if (message.call === 'view') this.onView(structuredClone(message.params));
        if (message.call === 'change') this.onChange(structuredClone(message.params));
      }),
    });
  }

  static async start(options: PanelEngineOptions = {}): Promise<PanelEngine> {
    const panelEngine = new PanelEngine(options);
    await panelEngine.engine.start();
    return panelEngine;
  }

  /** The first view of a choice. */
  async view(choice: Partial<Choice> = {}): Promise<PanelView> {
    const { promise, resolve } = Promise.withResolvers<PanelView>();
    this.onView = resolve;
    this.engine.panel.choose({ ...FIRST_CHOICE, ...choice });
    return promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.engine.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
