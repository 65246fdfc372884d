import { createSampleSource } from '../../src/sample/source.ts';
import type { ApiKey, Page, Source } from '../../src/source/source.ts';
import type { Clock } from '../../src/time/utc.ts';

/** The sample organization with `factor` times its usage and its bills: its months have that many more digits. */
export function scaledSample(factor: number): (clock: Clock) => Source {
  return (clock) => {
    const sample = createSampleSource(clock);
    return {
      ...sample,
      usage: (query, signal) =>
        eachItem(sample.usage(query, signal), (bucket) => ({
          ...bucket,
          rows: bucket.rows.map((row) => ({ ...row, counts: row.counts.map((count) => count * factor) })),
        })),
      cost: (query, signal) =>
        eachItem(sample.cost(query, signal), (bucket) => ({
          ...bucket,
          rows: bucket.rows.map((row) => ({ ...row, amount: row.amount * BigInt(factor) })),
        })),
    };
  };
}

const LONG_NAMES: Readonly<Record<number, string>> = {
  0: 'claude_code_key_mira.okafor-harrington_at_subsidiary.example',
  1: 'production gateway for the customer-facing assistant, second region, do not rotate before the audit',
  3: '請求書自動処理システム（本番環境・第二リージョン）',
  5: 'production gateway for the customer-facing assistant, second region, do not rotate before the audit',
};

/** The sample organization whose keys have names as long as they come, two of them the same. */
export function longNames(clock: Clock): Source {
  const sample = createSampleSource(clock);
  let at = 0;
  const renamed = (key: ApiKey): ApiKey => ({ ...key, name: LONG_NAMES[at++] ?? key.name });
  return { ...sample, apiKeys: (signal) => eachItem(sample.apiKeys(signal), renamed) };
}

async function* eachItem<Item>(
  pages: AsyncIterable<Page<Item>>,
  change: (item: Item) => Item,
): AsyncGenerator<Page<Item>> {
  for await (const page of pages) yield { ...page, items: page.items.map(change) };
}
