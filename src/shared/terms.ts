/**
 * Words that stand in several places, on screen, in reports and in files: each is written here alone. Import them as
 * `terms`. Dimensions, measures, units and bases have their words where they are declared.
 */
import { BASIS_WORDS } from './basis.ts';

/** The last row of a table, and the sum of a bucket. */
export const TOTAL = 'Total';
/** The sum of shares, which is a share itself. */
export const ALL = 'All';
/** Everything beyond the values that have a name of their own. */
export const OTHER = 'Other';
export const SAMPLE_DATA = 'Sample data';

export const COST = 'Cost';
export const SHARE = 'Share';
export const PREVIOUS_PERIOD = 'Previous period';
export const CHANGE = 'Change';
export const SAVED = 'Saved';
export const HIT_RATE = 'Hit rate';
export const CACHE_HIT_RATE = 'Cache hit rate';
export const READS_PER_WRITE = 'Reads per write';
export const TOKENS_IN = 'Tokens in';
export const TOKENS_OUT = 'Tokens out';
export const UNCACHED_INPUT = 'Uncached input';
export const OUTPUT = 'Output';
export const SEARCHES = 'Web searches';
export const UNPRICED_TOKENS = 'Unpriced tokens';

export const NO_DATA_NOTE = 'no data yet';
export const NO_USAGE_NOTE = 'no usage';
export const SO_FAR = 'so far';
/** Notes, alerts and unusual spend next to the figures of their day. */
export const NOTES = 'Notes';
export const ESTIMATED_OR_PARTLY = `${BASIS_WORDS.estimated} or ${BASIS_WORDS.mixed}`;
