import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bigWorld } from '../adminApi/worlds/big.ts';
import { ENGINE_SETTINGS } from '../support/engineConfig.ts';
import { Office } from '../support/office.ts';
import { type Figure, percentile, spread } from './report.ts';

const MINUTE = 60_000;
const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * 60 * MINUTE + 7 * MINUTE;
/** With five models and all token types about a thousand series. */
const KEYS = 34;
const SENDS = 30;

/** What a send of about 1,000 series costs: time of the engine's thread, and bytes. */
export async function sends(): Promise<Figure[]> {
  let bytes = 0;
  const receiver = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength;
    });
    request.on('end', () => response.end());
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const otel = { ...ENGINE_SETTINGS.otel, enabled: true, endpoint, attributes: ['workspace', 'apiKey'] } as const;
  const world = bigWorld(TODAY);
  const used = new Set(world.keys.slice(0, KEYS).map(({ id }) => id));
  const smaller = { ...world, streams: world.streams.filter(({ key }) => key !== null && used.has(key)) };
  try {
    await using office = await Office.open({ world: smaller, at: AT, config: { historyDays: 40, otel } });
    await office.engine.start();
    await office.engine.otel.tick();
    const times: number[] = [];
    const sizes: number[] = [];
    for (let send = 1; send <= SENDS; send++) {
      await office.pollAt(AT + send * MINUTE);
      bytes = 0;
      const time = await threadTime(() => office.engine.otel.tick());
      // The export's own timer may have been first.
      if (bytes === 0) continue;
      times.push(time);
      sizes.push(bytes);
    }
    const series = office.summary.otel?.series ?? 0;
    const method = `${sizes.length} sends of ${series} series, a minute and a poll apart, by workspace and key`;
    return [
      {
        name: 'time of the thread for a send',
        value: `${spread(times, 'ms')}, p95 ${percentile(times, 0.95).toFixed(0)} ms`,
        holds: series >= 1000 && percentile(times, 0.95) <= 40,
        method: `${method}, with the receiver's own work; bound 40 ms`,
      },
      {
        name: 'bytes of a send on the wire',
        value: spread(sizes, 'bytes'),
        holds: Math.max(...sizes) <= 60_000,
        method: `${method}, compressed; bound 60,000`,
      },
    ];
  } finally {
    receiver.closeAllConnections();
    receiver.close();
  }
}

/** Time that the thread has computed, ms: waiting, and other programs of the machine, do not count. */
async function threadTime(work: () => Promise<void>): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
