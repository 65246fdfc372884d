import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { createBucketReader, type RowFormat } from '../../../src/adminApi/buckets.ts';
import { SetApartNotes } from '../../../src/adminApi/setApart.ts';
import { thrownBy } from './support.ts';

const MINUTE = 60_000;

interface Row {
  readonly of: string;
  readonly n: number;
}

/** Rows that are a number, or a number of something. */
const format: RowFormat<Row, Row> = {
  schema: z.union([
    z.object({ of: z.string(), n: z.number() }),
    z.pipe(
      z.number(),
      z.transform((n) => ({ of: String(n), n })),
    ),
  ]),
  toRow: (row) => row,
  groupOf: ({ of }) => of,
  weigh: ({ n }) => n,
  words: (raw) => `odd ${String(raw)}`,
  rowWords: ({ of, n }) => `${n} of ${of}`,
};

const wire = (start: number, ...results: unknown[]) => ({ starting_at: start, ending_at: start + MINUTE, results });
const read = (start: number, ...numbers: number[]) => ({
  start,
  end: start + MINUTE,
  rows: numbers.map((n) => ({ of: String(n), n })),
});

describe('buckets of one query', () => {
  const lines: string[] = [];
  const redact = (text: string) => text.replaceAll('secret', '***');
  const warn = (line: string) => void lines.push(line);
  const notes = () => new SetApartNotes('the bill', { redact, warn });
  const open = (own = notes()) => createBucketReader({ width: MINUTE, format, notes: own, warn });

  beforeEach(() => {
    lines.length = 0;
  });

  it('buckets pass once each', () => {
    const reader = open();
    assert.deepEqual(reader([wire(0, 1), wire(MINUTE)]), [read(0, 1), read(MINUTE)]);
    assert.deepEqual(reader([wire(2 * MINUTE, 1)]), [read(2 * MINUTE, 1)]);
    assert.deepEqual(lines, []);
  });

  it('buckets are dropped when they come again, on the same page or a later one', () => {
    const reader = open();
    assert.deepEqual(reader([wire(0, 1, 2), wire(0, 1, 2)]), [read(0, 1, 2)]);
    assert.deepEqual(reader([wire(0, 2, 1), wire(MINUTE)]), [read(MINUTE)]);
    assert.equal(lines.length, 2);
    assert.match(lines[0] ?? '', /1970-01-01T00:00:00.000Z twice/);
  });

  it('buckets that all come again are one line in the log for a page', () => {
    const starts = Array.from({ length: 168 }, (_, index) => index * MINUTE);
    open()([...starts, ...starts].map((start) => wire(start, 1)));
    assert.deepEqual(lines, [
      'the API sent the bucket for 1970-01-01T00:00:00.000Z and 167 more twice: the second one is ignored',
    ]);
  });

  it('equal buckets are malformed when the second says something else', () => {
    for (const other of [wire(0, 1, 3), wire(0, 3), wire(0)]) {
      const reader = open();
      reader([wire(0, 1, 2)]);
      const { failure } = thrownBy(() => reader([wire(MINUTE), other]));
      assert.equal(failure.kind === 'malformed' && failure.field, 'data[1].starting_at');
    }
  });

  it('buckets are malformed beside the grid of their width, and when they are not as wide', () => {
    const [early, late, wide] = [wire(17_000, 1), wire(MINUTE + 17_000), { ...wire(0, 1), ending_at: 86_400_000 }];
    const narrow = { ...wire(0, 1), ending_at: MINUTE - 1 };
    for (const [bucket, field] of [
      [early, 'starting_at'],
      [late, 'starting_at'],
      [wide, 'ending_at'],
      [narrow, 'ending_at'],
    ] as const) {
      const { failure } = thrownBy(() => open()([wire(5 * MINUTE, 1), bucket]));
      assert.equal(failure.kind === 'malformed' && failure.field, `data[1].${field}`);
    }
  });

  it('buckets may leave out their rows where they have none', () => {
    const bare = { starting_at: 0, ending_at: MINUTE };
    assert.deepEqual(open()([bare, { ...bare, starting_at: MINUTE, ending_at: 2 * MINUTE, results: null }]), [
      read(0),
      read(MINUTE),
    ]);
  });

  it('buckets keep the rows that can be read, and set the others apart, said once in the log', () => {
    const own = notes();
    const expected = { ...read(0, 1, 2), setApart: [{ reason: 'unread', text: 'odd moon' }] };
    assert.deepEqual(open(own)([wire(0, 1, 'moon', 2)]), [expected]);
    assert.deepEqual(open(own)([wire(0, 1, 'moon', 2)]), [expected]);
    assert.deepEqual(lines, [
      'a line of the bill for 1970-01-01T00:00:00.000Z cannot be read and is left out: odd moon',
    ]);
  });

  it('buckets say what was set apart on one line, without secrets, and cut short', () => {
    const [bucket] = open()([wire(0, 1, `a\u202Esecret\n${'b'.repeat(200)}`)]);
    const [line] = bucket?.setApart ?? [];
    assert.match(line?.text ?? '', /^odd a \*\*\* b+…$/);
    assert.equal(line?.text.length, 100);
    assert.ok(!lines.join().includes('secret'));
  });

  it('buckets keep the words of twenty lines set apart and the number of the others', () => {
    const [bucket] = open()([wire(0, 1, ...Array.from({ length: 27 }, (_, index) => `x${index}`))]);
    assert.equal(bucket?.setApart?.length, 21);
    assert.equal(bucket?.setApart?.at(-1)?.text, 'and 7 more');
  });

  it('buckets are malformed where no row of many can be read', () => {
    const odd = Array.from({ length: 10 }, () => 'x');
    const { failure } = thrownBy(() => open()([wire(0), wire(MINUTE, ...odd)]));
    assert.equal(failure.kind === 'malformed' && failure.field, 'data[1].results[0]');
    assert.equal(open()([wire(0, 1, ...odd)])[0]?.rows.length, 1);
    assert.equal(open()([wire(0, ...odd.slice(1))])[0]?.rows.length, 0);
  });

  it('buckets count a row once that is there twice, and say so', () => {
    const row = { of: 'bread', n: 3, beside: { x: 1 } };
    const [bucket] = open()([wire(0, row, 1, structuredClone(row))]);
    assert.deepEqual(bucket?.rows, [
      { of: 'bread', n: 3 },
      { of: '1', n: 1 },
    ]);
    assert.deepEqual(bucket?.setApart, [{ reason: 'repeated', text: '3 of bread' }]);
    assert.match(lines[0] ?? '', /was sent twice and is counted once: 3 of bread$/);
  });

  it('buckets add up rows of one group that differ, even in what is not read of them, and say so', () => {
    const row = { of: 'bread', n: 3 };
    const [bucket] = open()([wire(0, row, { ...row, n: 4 }, { ...row, beside: 1 })]);
    assert.deepEqual(
      bucket?.rows.map(({ n }) => n),
      [3, 4, 3],
    );
    assert.equal(bucket?.setApart, undefined);
    assert.deepEqual(lines, ['the API sends some lines of the bill in parts, which are added up']);
  });
});
