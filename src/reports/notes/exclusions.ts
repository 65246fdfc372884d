import { dollarsText } from '../../shared/cost.ts';
import { createFormat } from '../../shared/format.ts';
import type { Money } from '../../shared/money.ts';
import { PRIORITY } from '../../spend/kind.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import { amountOf, isTokens } from '../table/sums.ts';

const MOST_LISTED = 8;

/** Names what the cost of some lines leaves out, one sentence each. */
export function exclusions(data: ReportData, lines: readonly UsageLine[]): string[] {
  const format = createFormat(data.locale, data.period.zone);
  const { compact } = format;
  const sentences = unknownDays(data);
  const priority = sum(lines, (line) => (isPriorityLine(line) ? line.units : 0));
  if (priority > 0) {
    sentences.push(`${compact(priority)} Priority Tier tokens, which are billed separately.`);
  }
  const refused = sum(lines, (line) => (isTokens(line) ? line.refusedUnits : 0));
  if (refused > 0) {
    sentences.push(
      `${compact(refused)} tokens that aren’t on the bill: their requests were refused, or the bill is late.`,
    );
  }
  const unpriced = sum(lines, ({ unpricedTokens }) => unpricedTokens);
  if (unpriced > 0)
    sentences.push(`${compact(unpriced)} unpriced tokens: they are counted, but no price is known for them.`);
  if (lines.some(({ estimated }) => estimated !== 0n)) {
    sentences.push('Code execution and session usage on days without a bill: only bills show them.');
  }
  const atList = lines.reduce((total, line) => total + line.listed, 0n);
  if (atList > 0n) {
    sentences.push(
      `Discounts on ${dollarsText(format, { amount: atList, basis: 'estimated' })}: this amount is at Anthropic’s list prices, because no bill shows yet what you pay.`,
    );
  }
  const credits = lines.filter(({ item }) => item < 0).map(amountOf);
  const isLearned = lines.some((line) => amountOf(line) !== line.listed);
  const before = `amounts are ${isLearned ? 'after discounts and ' : ''}before credits.`;
  if (lines.length > 0) sentences.push(creditWords(credits, before, data));
  return sentences;
}

/** Names the credits among amounts without usage; where none is below zero, says `before`. */
export function creditWords(amounts: readonly Money[], before: string, { locale, period }: ReportData): string {
  const credits = amounts.reduce((sum, amount) => (amount < 0n ? sum + amount : sum), 0n);
  if (credits === 0n) return `Credits: ${before}`;
  const { money } = createFormat(locale, period.zone);
  return `Credits, except the ${money(credits)} on your bills, which these amounts include.`;
}

function unknownDays(data: ReportData): string[] {
  const { day } = createFormat(data.locale, data.period.zone);
  return unreadDays(data.days.filter((span) => !data.isKnown(span)).map(({ start }) => day(start)));
}

export function unreadDays(names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`Days without data: ${listed(names)}.`];
}

/** `a, b, c and 4 more` */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).join(', ');
  return names.length > MOST_LISTED ? `${shown} and ${names.length - MOST_LISTED} more` : shown;
}

/** Tokens that no bill has: a tier of that name which a bill does have is like any other. */
export function isPriorityLine(line: UsageLine): boolean {
  return (
    isTokens(line) && line.serviceTier === PRIORITY && line.billed === 0n && line.mixed === 0n && line.estimated === 0n
  );
}

function sum(lines: readonly UsageLine[], countOf: (line: UsageLine) => number): number {
  return lines.reduce((total, line) => total + countOf(line), 0);
}
