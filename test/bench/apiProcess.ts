import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { checkout } from '../workbench/provide.ts';

/** Our Admin API in a process of its own, so that it shares no thread with what is measured. */
export class ApiProcess implements AsyncDisposable {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(world: string, latencyMs: number): Promise<ApiProcess> {
    const main = join(checkout, 'test', 'adminApi', 'main.ts');
    const child = spawn(process.execPath, [main, '--world', world, '--latency', String(latencyMs)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (!child.stdout) throw new Error('the API has no output');
    const [url]: unknown[] = await once(createInterface(child.stdout), 'line');
    return new ApiProcess(child, String(url));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.stdin?.end();
    await ended;
  }
}
