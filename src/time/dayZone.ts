/** The zone that days are cut in, and where it comes from. */
export interface DayZone {
  /** One that `Intl` knows here. */
  readonly name: string;
  readonly from: 'utc' | 'setting' | 'machine';
  /** Reason that it is UTC instead of the zone that was asked for; null where it is that one. */
  readonly problem: string | null;
}

export const UTC_DAYS: DayZone = { name: 'UTC', from: 'utc', problem: null };

const LONGEST_QUOTE = 60;

/**
 * A zone's name (IANA), as far as `Intl` knows it here: what another machine, a setting or the environment says may be
 * missing, empty or unknown, which is null. All names of UTC are `UTC`.
 */
export function knownZone(name: unknown): string | null {
  if (typeof name !== 'string' || name === '') return null;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone === 'UTC' ? 'UTC' : name;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const NAME_A_ZONE = 'Enter a name such as Europe/Berlin in the setting claudeUsage.timeZone.';

/** The zone of local days, by the setting `timeZone`; `machine` is what the machine calls its own, if anything. */
export function localZone({ timeZone, machine }: { timeZone: string; machine: unknown }): DayZone {
  const wanted = timeZone.trim();
  const name = knownZone(wanted === '' ? machine : wanted);
  const from = wanted === '' ? 'machine' : 'setting';
  if (name !== null) return { name, from, problem: null };
  const why =
    from === 'machine'
      ? 'the machine that runs the extension has no known time zone'
      : `"${quoted(wanted)}" is not a known time zone`;
  return { name: 'UTC', from, problem: `Days begin at midnight UTC, because ${why}. ${NAME_A_ZONE}` };
}

/** `Days begin at midnight in Asia/Tokyo, as set in claudeUsage.timeZone.`; the problem where there is one; `''` for UTC. */
export function zoneWords({ name, from, problem }: DayZone): string {
  if (problem !== null) return problem;
  if (from === 'utc') return '';
  const whose =
    from === 'setting' ? 'as set in claudeUsage.timeZone' : 'the time zone of the machine that runs the extension';
  return `Days begin at midnight in ${name}, ${whose}.`;
}

function quoted(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ')];
  return characters.length > LONGEST_QUOTE
    ? `${characters.slice(0, LONGEST_QUOTE - 1).join('')}…`
    : characters.join('');
}
