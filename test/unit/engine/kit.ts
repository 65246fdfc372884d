import assert from 'node:assert/strict';
import { HOUR, MINUTE, SECOND } from '../../../src/time/utc.ts';
import type { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';

export const TODAY = Date.UTC(2026, 10, 19);
export const AT = TODAY + 14 * HOUR + 7 * MINUTE + 20 * SECOND;
export const OPTIONS = { world: tinyWorld(TODAY), at: AT, config: { historyDays: 6 } };

/** True cost of the minutes since `from` (ms) that the API shows by now. */
export function truthOf(office: Office, from: number): bigint {
  const to = Math.floor(office.now / MINUTE) * MINUTE + MINUTE;
  return office.api.truth.trueCost({ from, to, shownAt: office.now });
}

export function notices(office: Office): string[] {
  return office.messages.flatMap((message) => (message.call === 'notice' ? message.params : []));
}

export function assertClose(amount: bigint | undefined, truth: bigint, share: number): void {
  const error = Math.abs(Number((amount ?? 0n) - truth)) / Number(truth);
  assert.ok(error <= share, `${amount} is ${(error * 100).toFixed(4)} % from ${truth}`);
}
