import { bigWorld } from '../adminApi/worlds/big.ts';
import { Office } from '../support/office.ts';
import type { Figure } from './report.ts';

const MINUTE = 60_000;
const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * 60 * MINUTE + 7 * MINUTE;
const POLLS = 75;

/** The steady state of a big organization: what each of its polls asks for, over more than an hour. */
export async function polls(): Promise<Figure[]> {
  await using office = await Office.open({ world: bigWorld(TODAY), at: AT, config: { historyDays: 40 } });
  await office.engine.start();
  let [requests, bytes, total] = [0, 0, 0];
  for (let poll = 1; poll <= POLLS; poll++) {
    office.api.requests.clear();
    await office.pollAt(AT + poll * MINUTE);
    requests = Math.max(requests, office.api.requests.all.length);
    bytes = Math.max(bytes, office.api.requests.bytes);
    total += office.api.requests.all.length;
  }
  const method = `${POLLS} polls a minute apart, 400 rows an hour and 69 a minute`;
  return [
    { name: 'most requests in a poll', value: String(requests), holds: requests <= 3, method: `${method}; bound 3` },
    {
      name: 'most bytes in a poll, before compression',
      value: bytes.toLocaleString('en-US'),
      holds: bytes <= 250_000,
      method: `${method}; bound 250,000`,
    },
    { name: 'requests in all', value: `${total} in ${POLLS} polls`, holds: undefined, method },
  ];
}
