import type { PricedDays } from '../../figures/scan/pricedDays.ts';
import type { Steps } from '../../figures/scan/steps.ts';
import { amountsOf } from '../../otel/daySums.ts';
import type { Grain } from '../../otel/grain.ts';
import type { Money } from '../../shared/money.ts';
import { DimensionKeys } from '../../spend/day/dimensionKeys.ts';
import { DAY, type Span, startOfUtcDay } from '../../time/utc.ts';

type Amounts = ReadonlyMap<string, Money>;

interface PartAmounts {
  readonly revision: string;
  /** Null where the day is not known. */
  readonly amounts: Amounts | null;
}

/** Spend of spans by a grain: each UTC day is summed once, and again when its figures have changed. */
export class SpendAmounts {
  readonly #grain: Grain;
  #parts = new Map<string, PartAmounts>();

  constructor(grain: Grain) {
    this.#grain = grain;
  }

  /** Sums the days of spans (ms) that are new or have changed, in steps, and lets go of all others. */
  *make(spans: readonly Span[], pricedDays: PricedDays): Steps<void> {
    const wanted = new Map<string, PartAmounts>();
    for (const part of spans.flatMap(partsOfDays)) {
      const known = this.#parts.get(keyOf(part));
      const revision = pricedDays.revision(startOfUtcDay(part.start), cutsOf(part));
      const isNew = known?.revision !== revision;
      const found = known && !isNew ? known : { revision, amounts: this.#amounts(part, pricedDays) };
      wanted.set(keyOf(part), found);
      this.#parts.set(keyOf(part), found);
      if (isNew) yield found.amounts?.size ?? 0;
    }
    this.#parts = wanted;
  }

  /** Sums over a span that was made; null where a day of it is not known. */
  sums(span: Span): Amounts | null {
    const sums = new Map<string, Money>();
    for (const part of partsOfDays(span)) {
      const amounts = this.#parts.get(keyOf(part))?.amounts;
      if (!amounts) return null;
      for (const [id, amount] of amounts) sums.set(id, (sums.get(id) ?? 0n) + amount);
    }
    return sums;
  }

  #amounts(part: Span, pricedDays: PricedDays): Amounts | null {
    const keys = new DimensionKeys();
    const day = pricedDays.priced(startOfUtcDay(part.start), keys, cutsOf(part));
    return day && amountsOf(day, keys.all, part, this.#grain);
  }
}

/** A span's parts by UTC day. */
function partsOfDays({ start, end }: Span): Span[] {
  const parts: Span[] = [];
  for (let day = startOfUtcDay(start); day < end; day += DAY) {
    parts.push({ start: Math.max(day, start), end: Math.min(day + DAY, end) });
  }
  return parts;
}

function cutsOf({ start, end }: Span): number[] {
  return [start, end].filter((at) => at % DAY !== 0);
}

function keyOf({ start, end }: Span): string {
  return `${start}-${end}`;
}
