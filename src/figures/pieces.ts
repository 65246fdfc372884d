import { type Basis, basisOf } from '../shared/basis.ts';
import type { Cost } from '../shared/cost.ts';
import { SAME_DATE_HOUR } from '../spend/day/pricedDay.ts';
import { isWebSearch } from '../spend/kind.ts';
import { DAY, type Span } from '../spend/time.ts';
import { daysIn, type SpendBook } from './spendBook.ts';

/** A part of what was spent, as the panel and the status bar tell it apart. */
export interface Piece extends Cost {
  /** Start of its hour; of its UTC day where nothing finer was asked for. */
  readonly start: number;
  readonly workspaceId: string;
  readonly model: string;
  readonly costType: string;
  /** Estimated at the plain list price. */
  readonly isAtList: boolean;
  /** Estimated of what has no usage. */
  readonly isExpected: boolean;
}

/** What was spent in a span of UTC days, by the day. Nothing is cut, so nothing has to be attributed. */
function* wholeDays(book: SpendBook, span: Span): Generator<Piece> {
  for (const start of daysIn(span)) {
    const day = book.spend(start);
    if (!day) continue;
    for (const { kind, amount, basis, source, unpricedTokens } of day.kinds) {
      const costType = isWebSearch(kind.item) ? 'web_search' : 'tokens';
      const { workspaceId, model } = kind;
      const isAtList = source === 'list';
      yield { start, workspaceId, model, costType, amount, basis, unpricedTokens, isAtList, isExpected: false };
    }
    for (const { workspaceId, model, costType, amount, basis, spread } of day.others) {
      const isExpected = spread !== null;
      yield { start, workspaceId, model, costType, amount, basis, unpricedTokens: 0, isAtList: false, isExpected };
    }
  }
}

/** What was spent in any span, by the hour: each day's amounts attributed to its hours. */
export function* hourly(book: SpendBook, span: Span): Generator<Piece> {
  for (const day of daysIn(span)) {
    for (const part of book.parts(day, [span.start, span.end])) {
      const at = part.hasHour ? part.start : day + SAME_DATE_HOUR;
      if (at < span.start || at >= span.end) continue;
      const isExpected = part.hasHour && part.series === null;
      yield { ...part, start: at, isAtList: part.line?.source === 'list', isExpected };
    }
  }
}

export function piecesOf(book: SpendBook, span: Span): Generator<Piece> {
  return span.start % DAY === 0 && span.end % DAY === 0 ? wholeDays(book, span) : hourly(book, span);
}

/** Basis of a span as a whole. A day that is billed with nothing has no part in how a sum came about, but alone. */
export function basisOfSpan(book: SpendBook, span: Span): Basis {
  const days = daysIn(span).flatMap((day) => book.spend(day) ?? []);
  const used = days.filter(({ basis, kinds, others }) => basis !== 'billed' || kinds.length > 0 || others.length > 0);
  return basisOf((used.length > 0 ? used : days).map(({ basis }) => basis));
}
