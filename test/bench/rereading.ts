import type { RequestRecord } from '../adminApi/requestRecord.ts';
import type { World } from '../adminApi/world/world.ts';
import { benchWorld } from '../adminApi/worlds/bench.ts';
import { bigWorld } from '../adminApi/worlds/big.ts';
import { Office } from '../support/office.ts';
import type { Figure } from './report.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE;
/** What the day before may be off, and today, on the first day on which the API lets anyone know. */
const BOUND = 0.003;

interface Restating {
  readonly world: World;
  /** When the window was opened, and its history filled. */
  readonly since: number;
  /** The API's report of costs answers 500 from here on, ms. */
  readonly outageFrom?: number;
  /** The day whose figure is held against its bill. */
  readonly day: number;
  readonly method: string;
}

/** Organizations whose API restates what it said, tells it late, or only in part. */
function restating(): Readonly<Record<string, Restating>> {
  const world = benchWorld(TODAY);
  const hidden = (own: { from: number; until: number; key?: string }): World => ({
    ...world,
    lateness: { ...world.lateness, gaps: [{ ...own, shownFrom: own.until }] },
  });
  const bills = (own: Partial<World['billing']>): World => ({ ...world, billing: { ...world.billing, ...own } });
  const lateDay = TODAY - 2 * DAY;
  const key = world.keys[0]?.id ?? '';
  const restated = (days: number): Restating => {
    const day = TODAY - (days + 1) * DAY;
    const restatement = { day, until: TODAY, percent: 80n };
    const method = `shown at 80 % until ${days} days after its end; the window was open since the day before`;
    return { world: bills({ restatements: [restatement] }), since: TODAY - DAY + 5 * HOUR, day, method };
  };
  return {
    'usage that came eight hours late': {
      world: hidden({ from: lateDay + 6 * HOUR, until: lateDay + 14 * HOUR }),
      since: lateDay - 5 * HOUR,
      day: lateDay,
      method: 'empty hours until 14:00, two days ago; its bill became whole today',
    },
    'usage of one key that came 26 hours late': {
      world: hidden({ from: lateDay + 2 * HOUR, until: lateDay + 28 * HOUR, key }),
      since: lateDay - 5 * HOUR,
      day: lateDay,
      method: 'rows of the key left out until 04:00 yesterday; the bill of the day became whole today',
    },
    'a bill restated after 3 days': restated(3),
    'a bill restated after 7 days': restated(7),
    'batch lines three days late': {
      world: bills({ batchAfter: 3 * DAY }),
      since: TODAY - DAY + 5 * HOUR,
      day: TODAY - 5 * DAY,
      method: 'of each day; the newest day that has them is four days old',
    },
    'an outage of the bill since last night': {
      world,
      since: TODAY - DAY + 5 * HOUR,
      outageFrom: TODAY - 2 * HOUR,
      day: TODAY - 3 * DAY,
      method: 'cost_report answers 500 since 22:00, and the window was away until 13:00',
    },
  };
}

/** Errors of today's estimate and of a past day where the API restates. */
export async function restatedAccuracy(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, { world, since, outageFrom, day, method }] of Object.entries(restating())) {
    await using office = await Office.open({ world, at: since, config: { historyDays: 40 } });
    await office.engine.start();
    await stayOpen(office, outageFrom ?? AT - 5 * HOUR, 2 * HOUR);
    if (outageFrom === undefined) await stayOpen(office, AT, 10 * MINUTE);
    if (outageFrom !== undefined) {
      office.api.faults.add({ fault: { kind: 'status', status: 500 }, route: 'cost', times: 'always' });
      office.moveTo(AT - HOUR);
      await stayOpen(office, AT, 10 * MINUTE);
    }
    const truth = office.api.truth.trueCost({ from: TODAY, to: AT + MINUTE, shownAt: AT });
    const today = relative(office.summary.today?.amount ?? 0n, truth);
    const { bucket, amount } = dayOf(office, day);
    const past = relative(amount, office.api.truth.billOf(day).total);
    figures.push({
      name,
      value: `today ${percent(today)} off, the day itself ${percent(past)} off its bill, ${bucket?.basis ?? 'unknown'}${bucket?.restated ? ', restated' : ''}`,
      holds: Math.abs(today) <= BOUND && Math.abs(past) <= BOUND,
      method: `${method}; at 14:07 UTC, bound 0.3 %`,
    });
  }
  return figures;
}

/** What the panel shows of a UTC day. */
function dayOf(office: Office, day: number) {
  const name = new Date(day).toISOString().slice(0, 10);
  const { chart } = office.explore({ range: { type: 'days', from: name, to: name }, unit: 'day' });
  if (chart.kind !== 'cost') throw new Error('not a chart of cost');
  return { bucket: chart.buckets[0], amount: chart.amounts.reduce((sum, amount) => sum + amount, 0n) };
}

/** What a day of re-reading costs in the steady state: beside what is read because it grows. */
export async function rereading(): Promise<Figure[]> {
  return [
    ...(await aDayOf('the bench organization', benchWorld(TODAY), 12)),
    ...(await aDayOf('the big organization', bigWorld(TODAY), 120)),
  ];
}

async function aDayOf(name: string, world: World, bound: number): Promise<Figure[]> {
  await using office = await Office.open({ world, at: AT - 3 * DAY, config: { historyDays: 40 } });
  await office.engine.start();
  await stayOpen(office, AT - DAY, HOUR, 12);
  const again: RequestRecord[] = [];
  let [most, mostBytes] = [0, 0];
  while (office.now < AT) {
    office.api.requests.clear();
    await office.pollAt(office.now + 3 * MINUTE);
    const { all } = office.api.requests;
    again.push(...all.filter((request) => isReadAgain(request, office.now)));
    most = Math.max(most, all.length);
    mostBytes = Math.max(mostBytes, office.api.requests.bytes);
  }
  const bytes = again.reduce((sum, request) => sum + request.bytes, 0);
  const of = (isOne: (request: RequestRecord) => boolean) => again.filter(isOne).length;
  const kinds = [
    `${of(({ route }) => route === 'cost')} of bills`,
    `${of(isTotal)} of daily totals`,
    `${of((request) => request.route === 'usage' && !isTotal(request))} of hours`,
  ];
  return [
    {
      name: `re-reading in a day of ${name}`,
      value: `${again.length} requests (${kinds.join(', ')}), ${bytes.toLocaleString('en-US')} bytes before compression`,
      holds: again.length <= bound,
      method: `a day of polls three minutes apart, on the third day after the first fill; bound ${bound}`,
    },
    {
      name: `most of a poll while re-reading in ${name}`,
      value: `${most} requests, ${mostBytes.toLocaleString('en-US')} bytes`,
      holds: most <= 3 && mostBytes <= 250_000,
      method: 'bounds 3 and 250,000 before compression',
    },
  ];
}

/** Whether a request asks for what does not grow any more: bills of closed weeks, totals, hours of days before yesterday. */
function isReadAgain(request: RequestRecord, now: number): boolean {
  const today = Math.floor(now / DAY) * DAY;
  const from = Date.parse(request.query.get('starting_at')?.[0] ?? '');
  if (request.route === 'cost') return from < today - 2 * DAY;
  return request.route === 'usage' && (isTotal(request) || from < today - DAY);
}

function isTotal({ route, query }: RequestRecord): boolean {
  return route === 'usage' && query.get('bucket_width')?.[0] === '1d';
}

/** A window that is open until an instant: some polls in a row, then a rest. */
async function stayOpen(office: Office, until: number, rest: number, polls = 4): Promise<void> {
  while (office.now < until) {
    const at = Math.min(office.now + rest, until);
    for (let poll = polls - 1; poll >= 0; poll--) await office.pollAt(at - poll * MINUTE);
  }
}

function relative(amount: bigint, truth: bigint): number {
  return Number(amount - truth) / Number(truth);
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(4)} %`;
}
