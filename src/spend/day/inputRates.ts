import { mulDiv } from '../../shared/money.ts';
import type { KindLine } from '../daySpend.ts';
import { ITEMS, type Kind } from '../kind.ts';
import type { Rate } from '../rate.ts';

/** Stands for no rate in a column. */
export const NO_RATE = -1;

/** A day's rates of uncached input by kind: as billed or estimated, else as they would have been. */
export class InputRates {
  readonly all: (Rate | null)[] = [];
  readonly #lines: readonly KindLine[];
  readonly #priceOf: (kind: Kind) => Rate | null;
  readonly #known = new Map<number, number>();

  constructor(lines: readonly KindLine[], priceOf: (kind: Kind) => Rate | null) {
    this.#lines = lines;
    this.#priceOf = priceOf;
  }

  /**
   * Index into `all`, for a line and that of the same kind's uncached input; that of null where its tokens have no
   * price.
   */
  inputOf(line: number, inputLine: number | undefined): number {
    let index = this.#known.get(line);
    if (index === undefined) {
      index = this.all.push(this.#rateBeside(this.#lines[line], inputLine)) - 1;
      this.#known.set(line, index);
    }
    return index;
  }

  #rateBeside(line: KindLine | undefined, inputLine: number | undefined): Rate | null {
    if (!line || line.unpricedTokens > 0) return null;
    const input = inputLine === undefined ? undefined : this.#lines[inputLine];
    return rateOf(input) ?? this.#priceOf({ ...line.kind, item: ITEMS[0] });
  }
}

/**
 * Cost of so many cached tokens as uncached ones, less the amount that they did cost, in millionths of a cent. Both
 * numbers are integers.
 */
export function savedBy(input: Rate, count: number, amount: number): bigint {
  return mulDiv(BigInt(count), input.amount, input.units) - BigInt(amount);
}

function rateOf(line: KindLine | undefined): Rate | null {
  if (!line || line.units === 0 || line.unpricedTokens > 0 || line.notBilledUnits > 0) return null;
  return { amount: line.amount, units: BigInt(line.units) };
}
