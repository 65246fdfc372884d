import * as z from 'zod/mini';
import { choiceSchema } from '../shared/choice.ts';
import { REPORTS, type ReportRequest } from './report.ts';

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const request = z.object({ report: z.enum(REPORTS), from: day, to: day, filters: choiceSchema.shape.filters });

/** A request as it was written into an address; null when it is not one. */
export function readReportRequest(json: string): ReportRequest | null {
  try {
    return z.safeParse(request, JSON.parse(json)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
