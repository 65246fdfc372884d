/** Entries of a setting that have a name, and what is said of those that do not count. */
import * as z from 'zod/mini';
import { plainText } from './plainText.ts';

/** An entry of a setting that does not count, and why, in a sentence that names the field. */
export interface BadEntry {
  /** Its name; `''` where it has none. */
  readonly name: string;
  readonly message: string;
}

/** Characters that a name has at most. */
export const LONGEST_ENTRY_NAME = 80;

const named = z.object({ name: z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST_ENTRY_NAME)) });

/** Name of an entry that may be bad in every other way; `''` where it has none. */
export function nameOfEntry(value: unknown): string {
  const parsed = z.safeParse(named, value);
  return parsed.success ? parsed.data.name : '';
}

/** `Budget “Team”`, or by its place `Budget 3`. */
export function entryLabel(noun: string, name: string, index: number): string {
  return name === '' ? `${noun} ${index + 1}` : `${noun} ${quotedText(name)}`;
}

/** Text of a setting in a sentence: cut, and in quotation marks. */
export function quotedText(text: string): string {
  return `“${plainText(text.slice(0, LONGEST_ENTRY_NAME))}”`;
}
