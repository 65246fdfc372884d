import type { Secrets } from '../../../src/account/adminKey.ts';

/** A SecretStorage in memory that can fall silent, forget, or be held up. */
export class FakeSecrets implements Secrets {
  readonly values = new Map<string, string>();
  /** What every call rejects with. */
  error: Error | null = null;
  forgetful = false;
  /** A reading begins before this and is answered after it. */
  held: Promise<void> = Promise.resolve();
  /** What is written or deleted is so after this. */
  slow: Promise<void> = Promise.resolve();

  async get(name: string): Promise<string | undefined> {
    const value = this.values.get(name);
    await this.held;
    if (this.error) throw this.error;
    return value;
  }

  async store(name: string, value: string): Promise<void> {
    if (this.error) throw this.error;
    await this.slow;
    if (!this.forgetful) this.values.set(name, value);
  }

  async delete(name: string): Promise<void> {
    if (this.error) throw this.error;
    await this.slow;
    this.values.delete(name);
  }
}
