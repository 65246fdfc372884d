import { DayBook } from '../../src/ledger/dayBook.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { attribute, type Part } from '../../src/spend/attribute.ts';
import { spendOfDay } from '../../src/spend/daySpend.ts';
import { Rates } from '../../src/spend/rates.ts';
import type { World } from '../adminApi/world/world.ts';
import { benchWorld } from '../adminApi/worlds/bench.ts';
import { keyRefused, MISLEADING } from '../adminApi/worlds/misleading.ts';
import { Office } from '../support/office.ts';
import type { Figure } from './report.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE;
/** Polls after the first run, a minute apart: what nobody could know from the bills is found out by then. */
const POLLS = 6;
const BOUND = 0.0005;

const CAUSES: Readonly<Record<string, string>> = {
  'a bill still growing': 'not whole, so no rate is learned from it',
  'a bill a day late': 'the newest whole day is a day older, at the same rates',
  'a key refused yesterday': 'yesterday is not whole yet, so no rate is learned from it',
  'a price cut yesterday at 16:00': 'no whole day has seen the new price, and no list price tells of it',
  'a model born today with a list price': 'this organization has not paid for it yet, so its discount is not known',
  'a model born today without a list price': 'unpriced: its tokens are shown and counted, not priced',
  'fast mode turned on today': 'found by the hourly look for it; priced from list times the model’s discount',
  'flex turned on today': 'no bill names flex yet, so it is priced as standard, and costs half',
  'a workspace born today': 'priced as the same kinds in the other workspaces',
};

/** Today's estimate against what the minutes that the API shows will truly be billed with, as a relative error. */
async function measure(world: World): Promise<{ error: number; unpricedTokens: number }> {
  await using office = await Office.open({ world, at: AT - POLLS * MINUTE });
  await office.engine.start();
  for (let poll = POLLS - 1; poll >= 0; poll--) await office.goTo(AT - poll * MINUTE);
  const { today } = office.summary;
  const truth = office.api.truth.trueCost({ from: TODAY, to: AT + MINUTE, shownAt: AT });
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
      holds: Math.abs(error) <= BOUND,
      method: 'against the true cost of the minutes that the API shows at 14:07 UTC; bound 0.05 %',
    },
  ];
  const variations = Object.entries(MISLEADING).map(([name, vary]) => [name, vary(world)] as const);
  const refused = ['a key refused on the newest whole day', keyRefused(world, TODAY - 2 * DAY)] as const;
  for (const [name, varied] of [...variations, refused]) {
    const { error: misled, unpricedTokens } = await measure(varied);
    const unpriced = unpricedTokens > 0 ? `, ${unpricedTokens.toLocaleString('en-US')} tokens unpriced` : '';
    const method =
      CAUSES[name] ?? 'its rates left their week while other workspaces’ did not: distrusted for their median';
    figures.push({ name, value: `${percent(misled)} off${unpriced}`, holds: undefined, method });
  }
  return figures;
}

const CUTS: Readonly<Record<string, (part: Part) => string>> = {
  keys: (part) => part.series?.apiKeyId ?? '',
  hours: (part) => String(part.start),
  workspaces: (part) => part.workspaceId,
  models: (part) => part.model,
  'service tiers': (part) => part.series?.serviceTier ?? '',
  'keys by hours by models': (part) => [part.series?.apiKeyId, part.start, part.model].join(),
};

/** A billed day cut in every way, against its bill. */
export async function slices(): Promise<Figure[]> {
  await using office = await Office.open({ world: benchWorld(TODAY), at: AT });
  await office.engine.start();
  using ledger = new Ledger(`${office.folder}/ledger.db`, AT);
  const book = new DayBook(ledger.organization(office.api.world.organization));
  const start = TODAY - 3 * DAY;
  const [entry] = book.entries(start, start + DAY);
  if (!entry) throw new Error('the day has not been read');
  const record = book.record(entry);
  const parts = attribute(spendOfDay(record, new Rates([])), record.usage);
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
