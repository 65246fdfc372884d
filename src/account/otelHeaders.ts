import * as z from 'zod/mini';
import type { Headers } from '../adminApi/transport.ts';
import { parseHeaders } from '../otel/headers.ts';
import { parseEndpoint } from '../otel/receiver.ts';
import type { Secrets } from './adminKey.ts';

const NAME = 'claudeUsage.otelHeaders';
const storedHeaders = z.object({ text: z.string(), origin: z.string() });

/** Headers as they are stored, in one secret: as they were typed, with the only origin that they may be sent to. */
type StoredHeaders = Readonly<z.output<typeof storedHeaders>>;

/** Headers of the export to OpenTelemetry: they hold secrets, so they are in SecretStorage, never anywhere else. */
export class OtelHeaders {
  readonly #secrets: Secrets;
  /** Null where there are none, `unavailable` where the storage does not answer; undefined before it was asked. */
  #held: StoredHeaders | null | 'unavailable' | undefined;
  /** The storage has not kept them, so what it says of none means nothing. */
  #inMemoryOnly = false;
  /** Set and removed after each other. */
  #written: Promise<unknown> = Promise.resolve();

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /** True for the name of the secret that they are stored in. */
  static isStoredIn(name: string): boolean {
    return name === NAME;
  }

  /** The headers for an endpoint; a sentence where they are bound to another one, or cannot be read: nothing is sent then. */
  async forEndpoint(endpoint: string): Promise<Headers | string> {
    if (this.#held === undefined || this.#held === 'unavailable') await this.reload();
    const held = this.#held;
    if (held === undefined || held === null) return {};
    if (held === 'unavailable') {
      return "The editor's secret storage does not respond, so the OpenTelemetry headers cannot be read. Unlock the system's keyring, then reload the window.";
    }
    const parsed = parseEndpoint(endpoint);
    // The endpoint's own problem is told by the export.
    if (!parsed.ok) return {};
    const { origin } = parsed.url;
    if (held.origin !== origin) {
      return `The OpenTelemetry headers were set for ${held.origin}, so they are not sent to ${origin}. Run Set OpenTelemetry Headers again.`;
    }
    const read = parseHeaders(held.text);
    return read.ok ? read.headers : `The OpenTelemetry headers cannot be read. ${read.problem}`;
  }

  /** True where there are some, for whichever origin. */
  async areSet(): Promise<boolean> {
    if (this.#held === undefined) await this.reload();
    return this.#held !== null;
  }

  /** Reads again what another window may have changed; whether it has. */
  async reload(): Promise<boolean> {
    await this.#written;
    const before = JSON.stringify(this.#held);
    const read = await this.#read();
    if (!(this.#inMemoryOnly && (read === null || read === 'unavailable'))) this.#held = read;
    return JSON.stringify(this.#held) !== before;
  }

  /** Keeps headers that can be parsed; false when the storage forgets them at once, so that they last for this window only. */
  async store(text: string, origin: string): Promise<boolean> {
    const stored = { text, origin };
    this.#held = stored;
    const kept = await this.#write(async () => {
      const secret = JSON.stringify(stored);
      await this.#secrets.store(NAME, secret);
      return (await this.#secrets.get(NAME)) === secret;
    });
    this.#inMemoryOnly = this.#held === stored && !kept;
    return kept;
  }

  /** Forgets the headers here and in the storage; false when the storage would not. */
  async remove(): Promise<boolean> {
    this.#held = null;
    this.#inMemoryOnly = false;
    return this.#write(async () => {
      await this.#secrets.delete(NAME);
      return true;
    });
  }

  /** False where the storage does not answer. */
  #write(work: () => Promise<boolean>): Promise<boolean> {
    const writing = this.#written.then(work).catch(() => false);
    this.#written = writing;
    return writing;
  }

  async #read(): Promise<StoredHeaders | null | 'unavailable'> {
    try {
      const text = await this.#secrets.get(NAME);
      if (text === undefined) return null;
      return storedHeaders.safeParse(parseJson(text)).data ?? null;
    } catch {
      // The storage's own error is not passed on: what it says of the secret is not known.
      return 'unavailable';
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
