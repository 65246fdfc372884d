// Exports a year of a ledger in a process of its own and says what that took: node exportYear.ts <ledger> <organization> <now> <file>
import { stat } from 'node:fs/promises';
import { exportLedger } from '../../src/engine/export/exportLedger.ts';
import { PricedDays } from '../../src/figures/scan/pricedDays.ts';
import { DayIndex } from '../../src/ledger/dayIndex.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { DAY, startOfUtcDay } from '../../src/time/utc.ts';

const [path = '', organization = '', now = '', file = ''] = process.argv.slice(2);
const today = startOfUtcDay(Number(now));
using store = new Ledger(path, Number(now));
const ledger = store.organization({ id: organization, name: organization });
const pricedDays = new PricedDays(new DayIndex(ledger));
const span = { start: today - 360 * DAY, end: today };
pricedDays.refresh(span.start, Number(now));

globalThis.gc?.();
const base = process.memoryUsage.rss();
let peak = base;
const timer = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 20);
const begun = performance.now();
const { signal } = new AbortController();
const { rows } = await exportLedger({
  what: 'attribution',
  span,
  path: file,
  signal,
  onProgress() {},
  ledger,
  pricedDays,
});
clearInterval(timer);
const seconds = (performance.now() - begun) / 1000;
const { size } = await stat(file);
console.log(JSON.stringify({ rows, size, seconds, above: peak - base }));
