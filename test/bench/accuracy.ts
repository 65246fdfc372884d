import { DayIndex } from '../../src/ledger/dayIndex.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { type DimensionKey, DimensionKeys } from '../../src/spend/day/dimensionKeys.ts';
import { amountAt } from '../../src/spend/day/pricedDay.ts';
import { priceFromBill } from '../../src/spend/day/priceFromBill.ts';
import { SeriesOrder } from '../../src/spend/day/seriesOrder.ts';
import { spendOfDay } from '../../src/spend/daySpend.ts';
import { Rates } from '../../src/spend/rates.ts';
import { createOrganization } from '../adminApi/organization.ts';
import type { World } from '../adminApi/world/world.ts';
import { benchWorld } from '../adminApi/worlds/bench.ts';
import {
  billADayLate,
  billGrowing,
  discountBegan,
  discountEnded,
  fastModeToday,
  flexToday,
  inOneWorkspace,
  keyRefused,
  listedModelBornToday,
  priceCutYesterday,
  sessions,
  snapshotToday,
  unlistedModelBornToday,
  workspaceBornToday,
} from '../adminApi/worlds/misleading.ts';
import { Office } from '../support/office.ts';
import { type Figure, median } from './report.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE;
/** Polls after the first run, a minute apart: what nobody could know from the bills is found out by then. */
const POLLS = 6;
const USUAL_BOUND = 0.0005;
/** Where the API has told all that is needed. */
const KNOWN_BOUND = 0.003;
/** The newest whole day: the first of which anyone can know what it cost. */
const NEWEST_WHOLE = TODAY - 2 * DAY;

/** An organization that misleads, made of the usual one. */
interface Misleading {
  readonly name: string;
  readonly vary: (usual: World) => World;
  /** Why its error is what it is. */
  readonly because: string;
  /** Undefined where nobody could know better. */
  readonly bound?: number | ((world: World) => number);
  /** Cost without usage is in today's figure, and in the truth that it is held against. */
  readonly isWithExtras?: true;
}

const inOne = (vary: (world: World) => World) => (usual: World) => vary(inOneWorkspace(usual));
const began = (usual: World) => discountBegan(usual, NEWEST_WHOLE);
const ended = (usual: World) => discountEnded(usual, NEWEST_WHOLE);
const refused = (usual: World) => keyRefused(usual, NEWEST_WHOLE);

/** How far today's cost without usage is from its median day, as a part of it. */
function ownDeviation(world: World): number {
  const { truth } = createOrganization(world);
  const extrasOf = (day: number) => truth.extraCost({ from: day, to: day + DAY });
  const days = Array.from({ length: 14 }, (_, index) => extrasOf(NEWEST_WHOLE - index * DAY));
  const usual = median(days.map(Number));
  return Math.abs(1 - usual / Number(extrasOf(TODAY)));
}

const ORGANIZATIONS: readonly Misleading[] = [
  { name: 'a bill still growing', vary: billGrowing, because: 'not whole, so no rate is learned from it' },
  { name: 'a bill a day late', vary: billADayLate, because: 'the newest whole day is a day older, at the same rates' },
  {
    name: 'a key refused yesterday',
    vary: (usual) => keyRefused(usual),
    because: 'yesterday is not whole yet, so no rate is learned from it',
  },
  {
    name: 'a key refused on the newest whole day',
    vary: refused,
    because: 'its rates fell, each by its own factor, while other workspaces’ did not: distrusted for their median',
    bound: KNOWN_BOUND,
  },
  {
    name: 'a key refused on the newest whole day, in the only workspace',
    vary: inOne(refused),
    because: 'its rates fell, each by its own factor, while other kinds’ did not: distrusted for their median',
    bound: KNOWN_BOUND,
  },
  {
    name: 'a price cut yesterday at 16:00',
    vary: priceCutYesterday,
    because: 'no whole day has seen the new price, and no list price tells of it',
  },
  ...(['in several workspaces', 'in the only workspace'] as const).flatMap((where): Misleading[] => {
    const place = where === 'in the only workspace' ? inOne : (vary: (world: World) => World) => vary;
    const because = 'all fell by the same factor, so it is a price';
    return [
      { name: `a discount that began two days ago, ${where}`, vary: place(began), because, bound: KNOWN_BOUND },
      {
        name: `a discount that ended two days ago, ${where}`,
        vary: place(ended),
        because: 'nothing refused makes a rate rise',
        bound: KNOWN_BOUND,
      },
    ];
  }),
  {
    name: 'a dated snapshot of a model in use, born today',
    vary: snapshotToday,
    because: 'priced as the model',
    bound: KNOWN_BOUND,
  },
  {
    name: 'session usage at twice the tokens’ cost, steady',
    vary: (usual) => sessions(usual, 0),
    because: 'the median day of it, as far as an average day’s tokens have come',
    bound: KNOWN_BOUND,
    isWithExtras: true,
  },
  {
    name: 'session usage at twice the tokens’ cost, up to 30 % more or less each day',
    vary: (usual) => sessions(usual, 0.3),
    because: 'nobody knows how much it is today; bound: how far today is from a median day',
    bound: ownDeviation,
    isWithExtras: true,
  },
  {
    name: 'a model born today with a list price',
    vary: listedModelBornToday,
    because: 'this organization has not paid for it yet, so its discount is not known',
  },
  {
    name: 'a model born today without a list price',
    vary: unlistedModelBornToday,
    because: 'unpriced: its tokens are shown and counted, not priced',
  },
  {
    name: 'fast mode turned on today',
    vary: fastModeToday,
    because: 'found by the hourly look for it; priced from list times the model’s discount',
  },
  {
    name: 'flex turned on today',
    vary: flexToday,
    because: 'no bill names flex yet, so it is priced as standard, and costs half',
  },
  {
    name: 'a workspace born today',
    vary: workspaceBornToday,
    because: 'priced as the same kinds in the other workspaces',
  },
];

/** Today's estimate against what the minutes that the API shows will truly be billed with, as a relative error. */
async function measure(world: World, isWithExtras = false): Promise<{ error: number; unpricedTokens: number }> {
  await using office = await Office.open({ world, at: AT - POLLS * MINUTE });
  await office.engine.start();
  for (let poll = POLLS - 1; poll >= 0; poll--) await office.goTo(AT - poll * MINUTE);
  const { today } = office.summary;
  const ofUsage = office.api.truth.trueCost({ from: TODAY, to: AT + MINUTE, shownAt: AT });
  const truth = ofUsage + (isWithExtras ? office.api.truth.extraCost({ from: TODAY, to: AT }) : 0n);
  const error = Number((today?.amount ?? 0n) - truth) / Number(truth);
  return { error, unpricedTokens: today?.unpricedTokens ?? 0 };
}

export async function accuracy(): Promise<Figure[]> {
  const world = benchWorld(TODAY);
  const { error } = await measure(world);
  const figures: Figure[] = [
    {
      name: 'today’s estimate where every kind was billed on a whole day at today’s price',
      value: `${percent(error)} off`,
      holds: Math.abs(error) <= USUAL_BOUND,
      method: 'against the true cost of the minutes that the API shows at 14:07 UTC; bound 0.05 %',
    },
  ];
  for (const { name, vary, because, isWithExtras, bound: most } of ORGANIZATIONS) {
    const varied = vary(world);
    const { error: misled, unpricedTokens } = await measure(varied, isWithExtras);
    const bound = typeof most === 'function' ? most(varied) : most;
    const unpriced = unpricedTokens > 0 ? `, ${unpricedTokens.toLocaleString('en-US')} tokens unpriced` : '';
    const holds = bound === undefined ? undefined : Math.abs(misled) <= bound;
    const method = bound === undefined ? because : `${because}; bound ${percent(bound)}`;
    figures.push({ name, value: `${percent(misled)} off${unpriced}`, holds, method });
  }
  return figures;
}

interface Part {
  readonly key: DimensionKey;
  /** Start of its hour, ms; null for what belongs to none. */
  readonly start: number | null;
  readonly amount: bigint;
}

const CUTS: Readonly<Record<string, (part: Part) => string>> = {
  keys: ({ key }) => key.apiKeyId ?? '',
  hours: ({ start }) => String(start),
  workspaces: ({ key }) => key.workspaceId,
  models: ({ key }) => key.model,
  'service tiers': ({ key }) => key.serviceTier,
  'keys by hours by models': ({ key, start }) => [key.apiKeyId, start, key.model].join(),
};

/** A billed day cut in every way, against its bill. */
export async function slices(): Promise<Figure[]> {
  await using office = await Office.open({ world: benchWorld(TODAY), at: AT });
  await office.engine.start();
  using ledger = new Ledger(`${office.folder}/ledger.db`, AT);
  const index = new DayIndex(ledger.organization(office.api.world.organization));
  const start = TODAY - 3 * DAY;
  const [entry] = index.entries(start, start + DAY);
  if (!entry) throw new Error('the day has not been read');
  const keys = new DimensionKeys();
  const spend = spendOfDay(index.totals(entry), new Rates([]));
  const usage = index.columns(entry);
  const day = priceFromBill({
    spend,
    usage,
    detail: entry.detail,
    keys,
    order: new SeriesOrder(),
    priceOf: () => null,
  });
  const parts: Part[] = [];
  for (const [row, number] of day.keys.entries()) {
    const key = keys.all[number];
    if (!key) continue;
    for (let cell = day.firsts[row] ?? 0; cell < (day.firsts[row + 1] ?? 0); cell++) {
      parts.push({ key, start: day.starts[day.cellSlots[cell] ?? 0] ?? null, amount: amountAt(day, cell) });
    }
  }
  for (const { key, amount } of day.unallocated) {
    const own = keys.all[key];
    if (own) parts.push({ key: own, start: null, amount });
  }
  const bill = office.api.truth.billOf(start).total;
  return Object.entries(CUTS).map(([name, by]): Figure => {
    const groups = [...Map.groupBy(parts, by).values()];
    const sum = groups.reduce((total, group) => total + group.reduce((amount, part) => amount + part.amount, 0n), 0n);
    const value = `${groups.length} slices, ${sum === bill ? 'equal to the bill' : `${sum - bill} off the bill`}`;
    return {
      name: `a billed day by ${name}`,
      value,
      holds: sum === bill,
      method: 'millionths of a cent, to the last unit',
    };
  });
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(4)} %`;
}
