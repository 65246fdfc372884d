import { Ledger } from '../../../../src/ledger/ledger.ts';
import type { OtelSettings } from '../../../../src/shared/otel.ts';
import { HOUR, MINUTE, SECOND, startOfHour } from '../../../../src/time/utc.ts';
import type { LoopbackReceiver } from '../../../otel/receiver.ts';
import { ENGINE_SETTINGS } from '../../../support/engineConfig.ts';
import { Office, type OfficeOptions } from '../../../support/office.ts';
import { tinyWorld } from '../../../support/tinyWorld.ts';
import { TODAY } from '../kit.ts';

/** A whole minute, so that what counts begins with it. */
export const SWITCHED_ON = TODAY + 14 * HOUR + 7 * MINUTE;

/** An office that exports to a receiver, and has sent for the first time. */
export async function exportingOffice(
  receiver: Pick<LoopbackReceiver, 'url'>,
  own: Partial<OtelSettings> = {},
  options: Partial<OfficeOptions> = {},
): Promise<Office> {
  const otel = { ...ENGINE_SETTINGS.otel, enabled: true, endpoint: receiver.url, ...own };
  const { config, ...others } = options;
  const office = await Office.open({
    world: tinyWorld(TODAY),
    at: SWITCHED_ON + 20 * SECOND,
    config: { historyDays: 40, otel, ...config },
    ...others,
  });
  await office.engine.start();
  await office.engine.otel.tick();
  return office;
}

/** Polls and sends, as the timers do. */
export async function pollAndSend(office: Office, at: number): Promise<void> {
  await office.pollAt(at);
  await office.engine.otel.tick();
}

/** Sends, as the timer does, without anything new to say. */
export async function sendAt(office: Office, at: number): Promise<void> {
  office.moveTo(at);
  await office.engine.otel.tick();
}

/** Tokens in the ledger since a minute (ms): of the rest of its hour by minutes, then of hours, or of their minutes where these know more. */
export function tokensSince(office: Office, from: number): number {
  using ledger = new Ledger(office.ledgerPath, office.now);
  const { usage } = ledger.organization(office.api.world.organization);
  const tokensIn = (width: '1m' | '1h', start: number, end: number) =>
    usage
      .cells(width, start, end, 0)
      .reduce((sum, { counts }) => sum + counts.slice(0, 5).reduce((all, count) => all + count, 0), 0);
  const next = from % HOUR === 0 ? from : startOfHour(from) + HOUR;
  let sum = tokensIn('1m', from, next);
  for (let hour = next; hour < office.now; hour += HOUR) {
    sum += Math.max(tokensIn('1h', hour, hour + HOUR), tokensIn('1m', hour, hour + HOUR));
  }
  return sum;
}

/** Halves the usage of an hour in the ledger, as a correction of the API's would. */
export function halve(office: Office, hour: number): void {
  using ledger = new Ledger(office.ledgerPath, office.now);
  const { usage } = ledger.organization(office.api.world.organization);
  for (const width of ['1m', '1h'] as const) {
    const size = width === '1m' ? MINUTE : HOUR;
    for (const reading of usage.readings(width, hour, hour + HOUR)) {
      const { start, detail } = reading;
      const rows = usage
        .cells(width, start, start + size, size)
        .map(({ series, counts }) => ({ series, counts: counts.map((count) => Math.floor(count / 2)) }));
      const buckets = [{ start, end: start + size, rows }];
      usage.replace({ width, readAt: office.now, detail, asked: [start], buckets });
    }
  }
}

/** What the export has told the log. */
export function told(office: Office): string[] {
  return office.log.flatMap((line) =>
    line.startsWith('OpenTelemetry: ') ? [line.slice('OpenTelemetry: '.length)] : [],
  );
}
