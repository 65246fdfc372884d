/** A moment that date arithmetic is known to get wrong, in the zone that its machine is set to. */
export interface Moment {
  /** RFC 3339 */
  readonly at: string;
  /** IANA name */
  readonly zone: string;
  readonly why: string;
  /** The window suite, which takes minutes, runs at it too. */
  readonly window?: boolean;
}

export const MOMENTS: readonly Moment[] = [
  { at: '2026-11-29T00:03:00Z', zone: 'UTC', why: 'three minutes into a UTC day' },
  { at: '2026-11-30T23:59:30Z', zone: 'UTC', why: 'over a midnight, into a month' },
  { at: '2026-12-01T00:03:00Z', zone: 'America/Los_Angeles', why: 'the first of a month, the last of one locally' },
  { at: '2026-12-31T23:58:00Z', zone: 'Europe/Berlin', why: 'over the end of a year', window: true },
  { at: '2027-01-01T11:00:00Z', zone: 'Pacific/Kiritimati', why: 'a new year, two days of it locally' },
  { at: '2028-02-29T00:03:00Z', zone: 'UTC', why: 'the 29th of February', window: true },
  { at: '2027-03-31T14:07:00Z', zone: 'UTC', why: 'a 31st after a short month' },
  { at: '2027-03-28T00:58:00Z', zone: 'Europe/Berlin', why: 'clocks go forward in Europe', window: true },
  { at: '2026-10-25T00:58:00Z', zone: 'Europe/Berlin', why: 'clocks go back in Europe' },
  { at: '2027-03-14T06:58:00Z', zone: 'America/New_York', why: 'clocks go forward in the US' },
  { at: '2026-11-01T05:58:00Z', zone: 'America/New_York', why: 'clocks go back in the US' },
  { at: '2026-11-29T18:13:00Z', zone: 'Asia/Kathmandu', why: 'over a midnight of a zone at a quarter past' },
  { at: '2027-04-03T14:58:00Z', zone: 'Australia/Lord_Howe', why: 'clocks go back by half an hour' },
];
