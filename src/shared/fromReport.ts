import * as z from 'zod/mini';
import { type CallsOf, command } from './rpc.ts';

const nothing = z.undefined();

/** What the tab of a report asks the host for. */
export const fromReport = {
  /** Asks for a place, and saves the report there. */
  save: command(nothing),
  /** Copies it as Markdown. */
  copy: command(nothing),
  /** Makes it anew, of the newest data. */
  update: command(nothing),
};
export interface FromReport extends CallsOf<typeof fromReport> {}
