import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { HOUR, MINUTE } from '../../../src/time/utc.ts';
import { ACME, hour, minute, NOW, OTHER, reading, Shelf, TODAY, usageRow } from './kit.ts';

describe('Usage in the ledger', () => {
  it('usage comes back from the ledger as it was read, summed by slot and series', () => {
    using shelf = new Shelf();
    const { usage } = shelf.open().organization(ACME);
    const row = usageRow({
      uncachedInput: 1,
      cacheWrite5m: 2,
      cacheWrite1h: 3,
      cacheRead: 4,
      output: 5,
      webSearches: 6,
    });
    usage.replace(reading('1m', [minute(TODAY, row), minute(TODAY + MINUTE, row), minute(TODAY + HOUR, row)]));
    const cells = usage.cells('1m', TODAY, NOW, HOUR);
    assert.deepEqual(
      cells.map(({ start, counts }) => ({ start, counts })),
      [
        { start: TODAY, counts: [2, 4, 6, 8, 10, 12] },
        { start: TODAY + HOUR, counts: [1, 2, 3, 4, 5, 6] },
      ],
    );
    assert.equal(cells[0]?.series, cells[1]?.series, 'a series is one object');
    assert.deepEqual(
      usage.cells('1m', TODAY, NOW, 0).map(({ counts }) => counts[4]),
      [15],
    );
    assert.deepEqual(
      usage.cells('1m', TODAY, TODAY + MINUTE, 0).map(({ counts }) => counts[4]),
      [5],
    );
  });

  it('usage is not doubled by a bucket that is read again, null ids included', () => {
    using shelf = new Shelf();
    const { usage } = shelf.open().organization(ACME);
    const keyless = usageRow({ workspaceId: '', apiKeyId: '', output: 9 });
    usage.replace(reading('1h', [hour(TODAY, keyless)]));
    usage.replace(reading('1h', [hour(TODAY, keyless)]));
    const [cell, ...more] = usage.cells('1h', TODAY, NOW, 0);
    assert.deepEqual([cell?.counts[4], more.length], [9, 0]);
    assert.deepEqual([cell?.series.workspaceId, cell?.series.apiKeyId], ['', '']);
  });

  it('usage leaves no ghost of a row that the bucket no longer has', () => {
    using shelf = new Shelf();
    const { usage } = shelf.open().organization(ACME);
    const gone = usageRow({ apiKeyId: 'apikey_gone', output: 100 });
    usage.replace(reading('1h', [hour(TODAY, gone, usageRow({ output: 1 })), hour(TODAY + HOUR, gone)]));
    usage.replace(reading('1h', [hour(TODAY, usageRow({ output: 2 }))]));
    assert.deepEqual(
      usage.cells('1h', TODAY, TODAY + HOUR, 0).map(({ counts }) => counts[4]),
      [2],
    );
    assert.equal(usage.readings('1h', TODAY, TODAY + HOUR)[0]?.tokens, 2);
    assert.equal(usage.cells('1h', TODAY + HOUR, NOW, 0)[0]?.counts[4], 100, 'its neighbour is untouched');
  });

  it('usage keeps what it held of a bucket that an answer leaves out', () => {
    using shelf = new Shelf();
    const { usage } = shelf.open().organization(ACME);
    usage.replace(reading('1h', [hour(TODAY, usageRow({ output: 5 }))], NOW - HOUR));
    usage.replace({ ...reading('1h', []), asked: [TODAY, TODAY + HOUR] });
    const [known, silent] = usage.readings('1h', TODAY, NOW);
    assert.deepEqual([known?.shown, known?.tokens, known?.readAt], [true, 5, NOW]);
    assert.deepEqual([silent?.shown, silent?.tokens], [false, 0]);
    assert.equal(usage.cells('1h', TODAY, NOW, 0)[0]?.counts[4], 5);
  });

  it('usage keeps the detail that it was read in', () => {
    using shelf = new Shelf();
    const { usage } = shelf.open().organization(ACME);
    const detail = { geo: 'us', fast: true };
    usage.replace({ ...reading('1h', [hour(TODAY)]), detail });
    usage.replace({ ...reading('1h', []), asked: [TODAY] });
    assert.deepEqual(usage.readings('1h', TODAY, NOW)[0]?.detail, detail, 'an answer without it changes nothing');
  });

  it('usage is rolled back as a whole when a page cannot be written', () => {
    using shelf = new Shelf();
    const { usage } = shelf.open().organization(ACME);
    usage.replace(reading('1h', [hour(TODAY, usageRow({ output: 1 }))]));
    const fresh = usageRow({ apiKeyId: 'apikey_new', output: 3 });
    const unwritable = { ...hour(TODAY + HOUR, fresh), start: TODAY + 0.5 };
    assert.throws(() => usage.replace(reading('1h', [hour(TODAY, fresh), unwritable])));
    assert.deepEqual(
      usage.cells('1h', TODAY, NOW, 0).map(({ series, counts }) => [series.apiKeyId, counts[4]]),
      [['apikey_1', 1]],
    );
    assert.equal(usage.count('1h', TODAY, NOW), 1);
    usage.replace(reading('1h', [hour(TODAY, fresh)]));
    assert.equal(usage.cells('1h', TODAY, NOW, 0)[0]?.series.apiKeyId, 'apikey_new', 'its series can be made again');
  });

  it('rows of usage that the API sends twice in the same words are summed', () => {
    using shelf = new Shelf();
    const { usage } = shelf.open().organization(ACME);
    usage.replace(reading('1h', [hour(TODAY, usageRow({ output: 4 }), usageRow({ output: 6 }))]));
    const cells = usage.cells('1h', TODAY, NOW, 0);
    assert.deepEqual(
      cells.map(({ counts }) => counts[4]),
      [10],
    );
  });

  it('usage of one organization is never another’s', () => {
    using shelf = new Shelf();
    const ledger = shelf.open();
    const [acme, other] = [ledger.organization(ACME), ledger.organization(OTHER)];
    acme.usage.replace(reading('1h', [hour(TODAY, usageRow({ output: 5 }))]));
    assert.deepEqual(other.usage.cells('1h', 0, NOW, 0), []);
    assert.deepEqual(other.usage.readings('1h', 0, NOW), []);
    other.usage.replace(reading('1h', [hour(TODAY, usageRow({ output: 8 }))]));
    other.usage.forgetBefore('1h', NOW);
    assert.equal(acme.usage.cells('1h', 0, NOW, 0)[0]?.counts[4], 5);
  });

  it('usage is forgotten by age, except where it is to be kept', () => {
    using shelf = new Shelf();
    const { usage } = shelf.open().organization(ACME);
    const starts = [TODAY - HOUR, TODAY - MINUTE, TODAY];
    usage.replace(
      reading(
        '1m',
        starts.map((start) => minute(start, usageRow({ output: 1 }))),
      ),
    );
    usage.forgetBefore('1m', TODAY, (start) => start === TODAY - HOUR);
    const left = [TODAY - HOUR, TODAY];
    assert.deepEqual(
      usage.readings('1m', 0, NOW).map(({ start }) => start),
      left,
    );
    assert.deepEqual(
      usage.cells('1m', 0, NOW, MINUTE).map(({ start }) => start),
      left,
    );
  });

  it('usage counts far beyond what 32 bits hold', () => {
    using shelf = new Shelf();
    const { usage } = shelf.open().organization(ACME);
    usage.replace(reading('1h', [hour(TODAY, usageRow({ cacheRead: 2 ** 52 }))]));
    assert.equal(usage.cells('1h', 0, NOW, 0)[0]?.counts[3], 2 ** 52);
  });

  const LARGEST = Number.MAX_SAFE_INTEGER;

  for (const rows of [2, 1100]) {
    it(`usage of ${rows} rows of the largest count there is, in one bucket, can be read again`, () => {
      using shelf = new Shelf();
      const { usage } = shelf.open().organization(ACME);
      const largest = Array.from({ length: rows }, (_, at) => usageRow({ apiKeyId: `apikey_${at}`, output: LARGEST }));
      usage.replace(reading('1h', [hour(TODAY, ...largest)]));
      const [told] = usage.readings('1h', TODAY, NOW);
      assert.ok((told?.tokens ?? 0) > LARGEST);
      const cells = usage.cells('1h', TODAY, NOW, 0);
      assert.deepEqual([cells.length, cells[rows - 1]?.counts[4]], [rows, LARGEST]);
      usage.replace(reading('1h', [hour(TODAY, usageRow({ output: 3 }))]));
      assert.equal(usage.readings('1h', TODAY, NOW)[0]?.tokens, 3, 'and corrected');
    });
  }

  it('a bucket whose sum an earlier version wrote beyond what it could read is read, and no other is lost', () => {
    using shelf = new Shelf();
    const { usage } = shelf.open().organization(ACME);
    usage.replace(reading('1h', [hour(TODAY, usageRow({ output: 3 })), hour(TODAY + HOUR, usageRow({ output: 4 }))]));
    const earlier = new DatabaseSync(shelf.path);
    earlier.exec(`UPDATE bucket SET tokens = 18014398509481982 WHERE start = ${TODAY}`);
    earlier.close();
    assert.deepEqual(
      usage.readings('1h', TODAY, NOW).map(({ tokens }) => tokens),
      [18014398509481982, 4],
    );
  });
});
