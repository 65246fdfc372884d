/** A Memento in memory. */
export class FakeMemento {
  readonly values = new Map<string, unknown>();
  /** What every change fails with; null where it does not. */
  error: Error | null = null;

  get<T>(name: string): T | undefined;
  get<T>(name: string, fallback: T): T;
  get(name: string, fallback?: unknown): unknown {
    return this.values.get(name) ?? fallback;
  }

  async update(name: string, value: unknown): Promise<void> {
    if (this.error) throw this.error;
    if (value === undefined) this.values.delete(name);
    else this.values.set(name, value);
  }
}
