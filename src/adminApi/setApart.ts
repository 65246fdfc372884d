import type { SetApart } from '../source/source.ts';

const TEXT_LENGTH = 100;
/** Lines of one bucket that are kept word for word. */
const MOST_LINES = 20;
/** Lines that are remembered as logged; then the log may say one again. */
const MOST_LOGGED = 1000;

export interface SetApartLog {
  readonly redact: (text: string) => string;
  readonly warn: (line: string) => void;
}

/** Log of the lines that one report's answers had to set apart: once for each of its days, however often that is read. */
export class SetApartNotes {
  readonly #report: string;
  readonly #log: SetApartLog;
  readonly #logged = new Set<string>();

  /** `report`: whose lines they are, such as `the bill`. */
  constructor(report: string, log: SetApartLog) {
    this.#report = report;
    this.#log = log;
  }

  /** Lines as they may be kept and shown, of what happened at `when`: a bucket's instant, or a day. */
  of(lines: readonly SetApart[], when: string): readonly SetApart[] {
    const kept = lines.slice(0, MOST_LINES).map(({ reason, text }) => ({ reason, text: this.#plain(text) }));
    const more = lines.length - kept.length;
    if (more > 0) kept.push({ reason: 'unread', text: `and ${more} more` });
    for (const { reason, text } of kept) {
      const what = reason === 'repeated' ? 'was sent twice and is counted once' : 'cannot be read and is left out';
      // The same of another hour of the day says no more.
      const said = `${when.slice(0, 'YYYY-MM-DD'.length)} ${reason} ${text.replace(/\d/g, '')}`;
      this.#warnOnce(said, `a line of ${this.#report} for ${when} ${what}: ${text}`);
    }
    return kept;
  }

  /** Says that lines of one group differ. */
  warnOfParts(): void {
    this.#warnOnce('parts', `the API sends some lines of ${this.#report} in parts, which are added up`);
  }

  /** Says something in the log, unless that has been said. */
  #warnOnce(said: string, line: string): void {
    if (this.#logged.has(said)) return;
    if (this.#logged.size >= MOST_LOGGED) this.#logged.clear();
    this.#logged.add(said);
    this.#log.warn(line);
  }

  /** One line without secrets, control characters and marks that turn its direction, cut short. */
  #plain(text: string): string {
    const line = this.#log
      .redact(text)
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
      .trim();
    const characters = [...line];
    return characters.length > TEXT_LENGTH ? `${characters.slice(0, TEXT_LENGTH - 1).join('')}…` : line;
  }
}

/** A value of an answer as it stands there, about. */
export function valueText(value: unknown): string {
  return value === undefined ? 'nothing' : typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}
