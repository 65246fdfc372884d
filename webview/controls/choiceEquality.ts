import { type Choice, type Filter, unitFor } from '../../src/shared/choice.ts';
import type { Explorer } from '../../src/shared/explorer.ts';
import { sameRange } from '../text/ranges.ts';

/** Tells whether an answer is one to a choice, in whatever shape; a unit is answered by the nearest that suits. */
export function isAnswered(choice: Choice, { choice: answered, span }: Pick<Explorer, 'choice' | 'span'>): boolean {
  return (
    sameQuestion(choice, { ...answered, unit: choice.unit }) &&
    unitFor(choice.unit, span.end - span.start) === answered.unit
  );
}

/** Tells whether two choices show the same, in the same shape. */
export function sameChoice(one: Choice, other: Choice): boolean {
  return sameQuestion(one, other) && one.shape === other.shape;
}

function sameQuestion(one: Choice, other: Choice): boolean {
  return (
    one.measure === other.measure &&
    one.by === other.by &&
    one.unit === other.unit &&
    one.compare === other.compare &&
    sameRange(one.range, other.range) &&
    sameFilters(one.filters, other.filters)
  );
}

function sameFilters(one: readonly Filter[], other: readonly Filter[]): boolean {
  const textOf = (filters: readonly Filter[]) => JSON.stringify(filters.map(textOfFilter).sort());
  return textOf(one) === textOf(other);
}

const textOfFilter = ({ dimension, values }: Filter) => JSON.stringify([dimension, ...[...values].sort()]);
