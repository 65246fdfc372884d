import * as z from 'zod/mini';
import { cleanKey } from '../adminApi/key.ts';
import type { Organization } from '../source/source.ts';

/** A key as it is stored, in one secret: with the only origin that it may be sent to, and whose it is once that is proven. */
export interface StoredKey {
  readonly key: string;
  readonly origin: string;
  readonly organization: Organization | null;
}

export type AdminKeyState =
  | { readonly status: 'absent' }
  | { readonly status: 'present'; readonly stored: StoredKey }
  /** The editor's secret storage does not answer. */
  | { readonly status: 'unavailable' };

/** The part of VS Code's SecretStorage that is used. */
export interface Secrets {
  get(name: string): Thenable<string | undefined>;
  store(name: string, value: string): Thenable<void>;
  delete(name: string): Thenable<void>;
}

const NAME = 'claudeUsage.adminKey';
const isClean = (key: string) => {
  const cleaned = cleanKey(key);
  return cleaned.ok && cleaned.key === key;
};
const storedKey = z.object({
  key: z.string().check(z.refine(isClean)),
  origin: z.string(),
  organization: z.nullable(z.object({ id: z.string(), name: z.string() })),
});

/** The Admin API key: in SecretStorage, never anywhere else, and in memory once it has been read in this session. */
export class AdminKey {
  readonly #secrets: Secrets;
  #state: AdminKeyState | null = null;
  /** The storage has not kept the key, so what it says of none means nothing. */
  #inMemoryOnly = false;
  /** Counts what this window does to the key: what was asked for before is out of date. */
  #changes = 0;
  /** Ends once the storage has followed those changes, or failed to; until then it may still give the old key. */
  #written: Promise<unknown> = Promise.resolve();

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  async state(): Promise<AdminKeyState> {
    return this.#state ?? this.reload();
  }

  /** Reads again what another window may have changed. */
  async reload(): Promise<AdminKeyState> {
    const changes = this.#changes;
    await this.#written;
    const read = await this.#read();
    const silent = read.status === 'unavailable' || (read.status === 'absent' && this.#inMemoryOnly);
    if (this.#state && (silent || changes !== this.#changes)) return this.#state;
    this.#state = read;
    return read;
  }

  /** Keeps a key; false when the storage forgets it at once, so that it lasts for this window only. */
  async store(stored: StoredKey): Promise<boolean> {
    const state = { status: 'present', stored } as const;
    this.#change(state);
    this.#inMemoryOnly = true;
    const kept = await this.#write(async () => {
      const text = JSON.stringify(stored);
      await this.#secrets.store(NAME, text);
      return (await this.#secrets.get(NAME)) === text;
    });
    if (this.#state === state) this.#inMemoryOnly = !kept;
    return kept;
  }

  /** Forgets the key here and in the storage; false when the storage would not. */
  async remove(): Promise<boolean> {
    this.forget();
    return this.#write(async () => {
      await this.#secrets.delete(NAME);
      return true;
    });
  }

  /** Forgets the key in this window, because another has removed it. */
  forget(): void {
    this.#change({ status: 'absent' });
    this.#inMemoryOnly = false;
  }

  #change(state: AdminKeyState): void {
    this.#state = state;
    this.#changes += 1;
  }

  /** False where the storage does not answer. */
  #write(work: () => Promise<boolean>): Promise<boolean> {
    const writing = work().catch(() => false);
    this.#written = Promise.all([this.#written, writing]);
    return writing;
  }

  async #read(): Promise<AdminKeyState> {
    try {
      const text = await this.#secrets.get(NAME);
      if (text === undefined) return { status: 'absent' };
      const parsed = storedKey.safeParse(parseJson(text));
      return parsed.success ? { status: 'present', stored: parsed.data } : { status: 'absent' };
    } catch {
      // The storage's own error is not passed on: what it says of the secret is not known.
      return { status: 'unavailable' };
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
