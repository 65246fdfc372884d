/**
 * The test bed in a process of its own: prints its URL on one line and ends when stdin closes.
 *
 *     node test/adminApi/main.ts --world big --latency 50 [--port 0] [--now 2026-11-22T14:07:00Z] [--rate-limit 60]
 *
 * With `--now` its clock starts there and runs. Lines of JSON on stdin move it: see `control.ts`.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { obey } from './control.ts';
import { startAdminApi } from './server.ts';
import { DAY, floorTo } from './world/time.ts';
import { NAMED_WORLDS } from './worlds/named.ts';

const { values } = parseArgs({
  options: {
    world: { type: 'string', default: 'small' },
    latency: { type: 'string', default: '0' },
    port: { type: 'string', default: '0' },
    now: { type: 'string' },
    'rate-limit': { type: 'string' },
  },
});

const makeWorld = NAMED_WORLDS[values.world];
if (!makeWorld) throw new RangeError(`--world is one of ${Object.keys(NAMED_WORLDS).join(', ')}`);
const ahead = values.now === undefined ? 0 : Date.parse(values.now) - Date.now();
if (Number.isNaN(ahead)) throw new RangeError('--now is an RFC 3339 instant');
const now = () => Date.now() + ahead;

const api = await startAdminApi({
  world: makeWorld(floorTo(now(), DAY)),
  now,
  latencyMs: Number(values.latency),
  port: Number(values.port),
  ...(values['rate-limit'] === undefined ? {} : { rateLimit: Number(values['rate-limit']) }),
});
process.stdout.write(`${api.url}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== '') process.stdout.write(`${JSON.stringify(obey(api, JSON.parse(line)))}\n`);
}
await api[Symbol.asyncDispose]();
