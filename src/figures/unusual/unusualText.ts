import type { Format } from '../../shared/format.ts';
import { DOLLAR, type Money, mulDiv } from '../../shared/money.ts';
import { plainText } from '../../shared/plainText.ts';
import type { Scope } from '../../shared/scope.ts';
import type { UnusualRule } from '../../shared/unusual.ts';
import { RUNAWAY_MINUTES } from './thresholds.ts';

/** An event as it is told. Amounts in millionths of a cent, by the hour or by the day. */
export interface ToldEvent {
  readonly rule: UnusualRule;
  readonly scope: Scope;
  /** Name of the scope's value, whatever people wrote. */
  readonly name: string;
  readonly amount: Money;
  readonly usual: Money;
  /** Start of its UTC day, ms. */
  readonly day: number;
  /** The day is under way: its amount is a forecast. */
  readonly isRunning: boolean;
}

/** `Unusual spend: ci-bot, about $41/h in the last 10 minutes. Usual for this hour: $6/h.` Its format is of UTC days. */
export function unusualText(event: ToldEvent, format: Format): string {
  const { rule, amount, usual, day, isRunning } = event;
  const subject = subjectOf(event);
  const told = (text: string) => `Unusual spend: ${subject === '' ? '' : `${subject}, `}${text}.`;
  if (rule === 'runaway') {
    const rate = told(`about ${roundText(amount, format)}/h in the last ${RUNAWAY_MINUTES} minutes`);
    return `${rate} ${usualText('this hour', usual, '/h', format)}`;
  }
  const when = isRunning
    ? `about ${roundText(amount, format)} expected today`
    : `${roundText(amount, format)} on ${format.day(day)}`;
  return `${told(`${when} (UTC)`)} ${usualText('this weekday', usual, '', format)}`;
}

function subjectOf({ scope, name }: ToldEvent): string {
  if (scope.dimension === null) return '';
  return scope.dimension === 'workspace' ? `workspace ${plainText(name)}` : plainText(name);
}

function usualText(of: string, usual: Money, unit: string, format: Format): string {
  return usual === 0n ? `Usual for ${of}: no spend.` : `Usual for ${of}: ${roundText(usual, format)}${unit}.`;
}

/** Without cents from ten dollars on. */
function roundText(amount: Money, format: Format): string {
  return amount >= 10n * DOLLAR ? format.dollars(Number(mulDiv(amount, 1n, DOLLAR))) : format.money(amount);
}
