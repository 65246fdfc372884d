import * as z from 'zod/mini';
import { choiceSchema } from './choice.ts';
import type { Parsed } from './rpc.ts';

/** What has changed since the previous period: of a choice's range, or of one of its buckets, by the range's rule. */
export const changeQuestionSchema = z.object({
  /** Number of the question, by which the page knows its answer. */
  id: z.number(),
  choice: choiceSchema,
  /** Instants in ms, `end` exclusive; null for all of the range. */
  bucket: z.nullable(z.object({ start: z.number(), end: z.number() })),
});
export type ChangeQuestion = Parsed<typeof changeQuestionSchema>;
