/**
 * Gives a test run a date of its own, so that what it finds hangs neither on the day nor on the hour it runs at. Whoever
 * imports this, or is started with `node --require`, lives at that time, and so does every process and window that it
 * starts; CLOCK_OFFSET sets another one, in ms from the machine's.
 */
import { clockEnvironment, runOffset } from './runClock.ts';
import { shiftDate } from './shiftDate.ts';

/** A day on which the figures of the test organization round against each other. */
const FIXED = Date.UTC(2026, 10, 29, 14, 7);

const offset = runOffset() ?? FIXED - Date.now();
Object.assign(process.env, clockEnvironment(offset));
shiftDate(offset);
process.env['CLOCK_START'] ??= String(Date.now());
