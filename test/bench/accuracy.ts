import type { World } from '../adminApi/world/world.ts';
import { benchWorld } from '../adminApi/worlds/bench.ts';
import { keyRefused, MISLEADING } from '../adminApi/worlds/misleading.ts';
import { Office } from '../support/office.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;

const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE;

interface Measured {
  readonly name: string;
  /** Relative error of today's estimate against the true cost of the minutes that the API shows. */
  readonly error: number;
  readonly unpricedTokens: number;
}

/** Today's estimate against what the minutes that the API shows will truly be billed with. */
export async function measure(name: string, world: World): Promise<Measured> {
  await using office = await Office.open({ world, at: AT });
  await office.engine.start();
  const { today } = office.summary;
  const truth = office.api.truth.trueCost({ from: TODAY, to: AT + MINUTE, shownAt: AT });
  const error = Number((today?.amount ?? 0n) - truth) / Number(truth);
  return { name, error, unpricedTokens: today?.unpricedTokens ?? 0 };
}

export async function accuracy(): Promise<Measured[]> {
  const world = benchWorld(TODAY);
  const rows = [await measure('everything was billed on a whole day at today’s price', world)];
  for (const [name, vary] of Object.entries(MISLEADING)) rows.push(await measure(name, vary(world)));
  rows.push(await measure('a key refused on the newest whole day', keyRefused(world, TODAY - 2 * DAY)));
  return rows;
}

for (const { name, error, unpricedTokens } of await accuracy()) {
  console.log(
    `${(error * 100).toFixed(4).padStart(9)} %  ${name}${unpricedTokens ? `, ${unpricedTokens} tokens unpriced` : ''}`,
  );
}
