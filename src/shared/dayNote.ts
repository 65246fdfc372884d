import * as z from 'zod/mini';
import { DAY } from '../time/utc.ts';
import type { Parsed } from './rpc.ts';

/** The most characters that a note may have. */
export const LONGEST_NOTE = 200;

const written = {
  /** Start of the UTC day that it is on, ms. */
  at: z.int().check(z.multipleOf(DAY)),
  /** As the user wrote it: text, never markup. */
  text: z.string().check(z.maxLength(LONGEST_NOTE)),
};

export const dayNoteSchema = z.object({ id: z.int(), ...written });
/** A note of the user on a day, such as `migration`. */
export type DayNote = Parsed<typeof dayNoteSchema>;

/** A note as it is to be saved; without an id it is a new one. */
export const noteToSaveSchema = z.object({ id: z.nullable(z.int()), ...written });
export type NoteToSave = Parsed<typeof noteToSaveSchema>;
