import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { ToolText } from './mcpSession.ts';
import type { McpSetup } from './setup.ts';

/** What crosses to the thread that answers. */
export interface QuestionMessage {
  readonly id: number;
  readonly setup: McpSetup;
  readonly name: string;
  readonly input: unknown;
}

/** What comes back. */
export interface AnswerMessage extends ToolText {
  readonly id: number;
}

/** With much room, an answer's garbage would stay for long. */
const MEMORY = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 512 };
/** ms. The thread ends where nobody asks for so long. */
const IDLE = 60_000;

/** Has questions answered in a thread, which is started for the first one and ends after the last. */
export class Answers {
  readonly #thread: URL;
  #worker: Worker | null = null;
  readonly #waiting = new Map<number, PromiseWithResolvers<ToolText>>();
  #asked = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `thread`: the file that it runs. */
  constructor(thread: URL) {
    this.#thread = thread;
  }

  /** Rejects where the thread cannot be started, or breaks. */
  async answer(question: Omit<QuestionMessage, 'id'>): Promise<ToolText> {
    clearTimeout(this.#timer);
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const id = ++this.#asked;
    const answer = Promise.withResolvers<ToolText>();
    this.#waiting.set(id, answer);
    // It keeps the process alive while it is asked, and no longer.
    worker.ref();
    worker.postMessage({ ...question, id } satisfies QuestionMessage);
    try {
      return await answer.promise;
    } finally {
      this.#waiting.delete(id);
      if (this.#waiting.size === 0) {
        worker.unref();
        this.#timer = setTimeout(() => this.#end(worker), IDLE).unref();
      }
    }
  }

  #start(): Worker {
    // V8's last compiler takes more time than it saves in so few answers, and memory for its code. A worker takes no option
    // of V8 itself: this one is for the thread alone, as the rest has been started.
    setFlagsFromString('--no-opt');
    setFlagsFromString('--no-optimize-for-size');
    const worker = new Worker(this.#thread, { resourceLimits: MEMORY });
    worker.on('message', ({ id, text, isError }: AnswerMessage) => this.#waiting.get(id)?.resolve({ text, isError }));
    // The first answer is waited for; from then on the heap is kept small.
    worker.once('message', () => setFlagsFromString('--optimize-for-size'));
    const fail = (error: Error) => {
      // Those that wait have asked the thread in use.
      if (this.#worker !== worker) return;
      this.#end(worker);
      for (const { reject } of this.#waiting.values()) reject(error);
    };
    worker.on('error', fail);
    // It may end without an error.
    worker.on('exit', () => fail(new Error('the thread has ended')));
    return worker;
  }

  #end(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null;
    void worker.terminate();
  }
}
