import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';

const windows = process.platform === 'win32';
/** Characters of output that are remembered. */
const kept = 200_000;
const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

export interface ChildOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly folder?: string;
  /** Needed on Windows for a command that is a script. */
  readonly shell?: boolean;
}

/** A process and all that it starts: ended together, also when this process ends first. */
export class ChildTree implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  readonly #killNow = () => this.#signal('SIGKILL');
  readonly #passOn = (signal: NodeJS.Signals) => {
    this.#killNow();
    // Having listened, we have to end this process ourselves, unless somebody else listens too.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  #output = '';
  #over = false;

  constructor(command: string, args: readonly string[], options: ChildOptions = {}) {
    // A group of its own on POSIX, so that one signal reaches the grandchildren.
    this.#child = spawn(command, args, {
      env: options.environment ?? process.env,
      cwd: options.folder,
      shell: options.shell ?? false,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !windows,
      windowsHide: true,
    });
    this.#closed = once(this.#child, 'close')
      .catch((error: unknown) => {
        this.#output += String(error);
      })
      .finally(() => {
        this.#over = true;
      });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.#output = `${this.#output}${chunk}`.slice(-kept);
        this.#child.emit('text');
      });
    }
    process.once('exit', this.#killNow);
    for (const signal of signals) process.once(signal, this.#passOn);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The last of what was written. */
  get output(): string {
    return this.#output;
  }

  /** The first match in what the process writes; an error with its output if it ends, or `milliseconds` pass, before. */
  async waitFor(pattern: RegExp, milliseconds: number): Promise<RegExpExecArray> {
    const signal = AbortSignal.timeout(milliseconds);
    for (;;) {
      const match = pattern.exec(this.#output);
      if (match) return match;
      if (this.#over) throw new Error(`The process ended before it wrote ${pattern}:\n${this.#output}`);
      try {
        await Promise.race([once(this.#child, 'text', { signal }), this.#closed]);
      } catch (cause) {
        throw new Error(`The process did not write ${pattern} in ${milliseconds} ms:\n${this.#output}`, { cause });
      }
    }
  }

  /** The exit code once the process has ended by itself, null after a signal; after `milliseconds` it is killed. */
  async ended(milliseconds?: number): Promise<number | null> {
    const patience = milliseconds === undefined ? undefined : setTimeout(this.#killNow, milliseconds);
    await this.#closed;
    clearTimeout(patience);
    return this.#child.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    process.removeListener('exit', this.#killNow);
    for (const signal of signals) process.removeListener(signal, this.#passOn);
    this.#signal('SIGTERM');
    const patience = setTimeout(this.#killNow, 3_000);
    await this.#closed;
    clearTimeout(patience);
    // Grandchildren may outlive the first process by a moment.
    this.#signal('SIGKILL');
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined) return;
    try {
      if (windows) execFileSync('taskkill', ['/pid', String(this.#child.pid), '/t', '/f'], { stdio: 'ignore' });
      else process.kill(-this.#child.pid, signal);
    } catch {
      // Already gone.
    }
  }
}
