import { Ledger } from '../../src/ledger/ledger.ts';
import { NO_SERIES, type Series, seriesOf } from '../../src/source/series.ts';
import type { CostRow, UsageRow } from '../../src/source/source.ts';
import { NO_DETAIL } from '../../src/spend/kind.ts';
import { DAY, HOUR } from '../../src/time/utc.ts';

export const TODAY = Date.UTC(2026, 10, 19);
/** Days of history, today included. */
export const DAYS = 365;
export const ORGANIZATION = { id: 'org', name: 'Acme' };

const MODELS = ['claude-opus-5-5', 'claude-sonnet-5-5'];
const KEYS_PER_WORKSPACE = 50;
const HOURS = 24;
const TIMES_A_DAY = 3;

/** A ledger of a year in which each of so many keys uses two models in three hours of each day, billed until yesterday. */
export function fillYear(path: string, keys: number): void {
  using store = new Ledger(path, TODAY);
  const ledger = store.organization(ORGANIZATION);
  const all = Array.from({ length: keys }, (_, key) => MODELS.map((model) => seriesOfKey(key, model)));
  for (let day = TODAY - (DAYS - 1) * DAY; day < TODAY; day += DAY) {
    const asked = Array.from({ length: HOURS }, (_, hour) => day + hour * HOUR);
    const buckets = asked.map((start, hour) => ({ start, end: start + HOUR, rows: rowsAt(day, hour, all) }));
    ledger.usage.replace({ width: '1h', readAt: day + 2 * DAY, detail: NO_DETAIL, asked, buckets });
    ledger.bills.replace([{ start: day, end: day + DAY, rows: billOf(day, keys) }], day + 2 * DAY);
  }
}

function seriesOfKey(key: number, model: string): Series {
  return seriesOf({
    ...NO_SERIES,
    workspaceId: `wrkspc_${Math.floor(key / KEYS_PER_WORKSPACE)}`,
    apiKeyId: `apikey_${String(key).padStart(5, '0')}`,
    model,
    serviceTier: 'standard',
    contextWindow: '0-200k',
  });
}

/** Keys differ in when they are used, so that each hour has some. */
function rowsAt(day: number, hour: number, all: readonly (readonly Series[])[]): UsageRow[] {
  const rows: UsageRow[] = [];
  for (const [key, ofKey] of all.entries()) {
    if ((hour + key) % (HOURS / TIMES_A_DAY) !== 0) continue;
    for (const [model, series] of ofKey.entries()) {
      const seed = Math.imul(day / HOUR + hour * 31 + key * 7 + model, 0x9e3779b1) >>> 12;
      rows.push({ series, counts: [1000 + (seed % 90_001), 0, 0, 0, 100 + (seed % 9_001), 0] });
    }
  }
  return rows;
}

function billOf(day: number, keys: number): CostRow[] {
  const rows: CostRow[] = [];
  for (let workspace = 0; workspace * KEYS_PER_WORKSPACE < keys; workspace++) {
    for (const [at, model] of MODELS.entries()) {
      for (const tokenType of ['uncached_input_tokens', 'output_tokens']) {
        rows.push({
          workspaceId: `wrkspc_${workspace}`,
          costType: 'tokens',
          description: '',
          model,
          tokenType,
          serviceTier: 'standard',
          contextWindow: '0-200k',
          inferenceGeo: '',
          speed: '',
          amount: BigInt(4_000_000_000 + ((day / DAY) * 7919 + workspace * 104_729 + at) * 1000 + tokenType.length),
        });
      }
    }
  }
  return rows;
}
