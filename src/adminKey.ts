import * as z from 'zod/mini';
import type { Organization } from './source.ts';

/** What is stored as one secret: the key, the only origin that it may be sent to, and whose it is once that is proven. */
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
const storedKey = z.object({
  key: z.string(),
  origin: z.string(),
  organization: z.nullable(z.object({ id: z.string(), name: z.string() })),
});

/** The Admin API key: in SecretStorage, never anywhere else, and in memory once it has been read in this session. */
export class AdminKey {
  readonly #secrets: Secrets;
  #state: AdminKeyState | null = null;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  async state(): Promise<AdminKeyState> {
    this.#state ??= await this.#read();
    return this.#state;
  }

  /** Reads again what another window may have changed. */
  async reload(): Promise<AdminKeyState> {
    const read = await this.#read();
    if (read.status !== 'unavailable' || this.#state?.status !== 'present') this.#state = read;
    return this.#state ?? read;
  }

  /** Keeps a key; false when the storage forgets it at once, so that it lasts for this window only. */
  async store(stored: StoredKey): Promise<boolean> {
    this.#state = { status: 'present', stored };
    try {
      const text = JSON.stringify(stored);
      await this.#secrets.store(NAME, text);
      return (await this.#secrets.get(NAME)) === text;
    } catch {
      return false;
    }
  }

  /** Forgets the key here and in the storage; false when the storage would not. */
  async remove(): Promise<boolean> {
    this.#state = { status: 'absent' };
    try {
      await this.#secrets.delete(NAME);
      return true;
    } catch {
      return false;
    }
  }

  /** Forgets the key in this window, because another has removed it. */
  forget(): void {
    this.#state = { status: 'absent' };
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
