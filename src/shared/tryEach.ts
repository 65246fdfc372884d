import { errorMessage } from './errorMessage.ts';

/** Does each in turn, in spite of those that fail; then throws one error with the reasons of all, in sentences. */
export async function tryEach(steps: Iterable<() => unknown>): Promise<void> {
  const reasons: string[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      reasons.push(errorMessage(error).replace(/\.$/, ''));
    }
  }
  if (reasons.length > 0) throw new Error(`${reasons.join('. ')}.`);
}
