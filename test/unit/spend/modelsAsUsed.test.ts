import assert from 'node:assert/strict';
import { dayByKind } from '../../../src/spend/bill.ts';
import { costRow, input, OPUS, wholeDay } from './made.ts';

const SNAPSHOT = `${OPUS}-20261120`;
const MILLION = 1_000_000;

/** Models of a day by what they were billed and how many tokens they used. */
function folded(billed: readonly string[], used: readonly string[]): [string, bigint | null, number][] {
  const bill = billed.map((model) => costRow(700n, { model }));
  const usage = used.map((model) => input(MILLION, { model }));
  return [...dayByKind(wholeDay(2, bill, usage)).kinds.values()].map(({ kind, billed, units }) => [
    kind.model,
    billed,
    units,
  ]);
}

describe('a model that bill and usage name differently', () => {
  it('a model is one kind, named as used, where only one of bill and usage gives the date of the snapshot', () => {
    assert.deepEqual(folded([OPUS], [SNAPSHOT]), [[SNAPSHOT, 700n, MILLION]]);
    assert.deepEqual(folded([SNAPSHOT], [OPUS]), [[OPUS, 700n, MILLION]]);
    assert.deepEqual(folded([SNAPSHOT], [`${OPUS}-latest`]), [[`${OPUS}-latest`, 700n, MILLION]]);
  });

  it('a model is two kinds where usage has both ids: the snapshot was refused', () => {
    assert.deepEqual(folded([OPUS], [OPUS, SNAPSHOT]), [
      [OPUS, 700n, MILLION],
      [SNAPSHOT, null, MILLION],
    ]);
  });

  it('a model is two kinds where the bill has both ids, or where it could be either of two', () => {
    assert.deepEqual(folded([OPUS, SNAPSHOT], [SNAPSHOT]), [
      [OPUS, 700n, 0],
      [SNAPSHOT, 700n, MILLION],
    ]);
    const older = `${OPUS}-20260922`;
    assert.deepEqual(folded([OPUS], [older, SNAPSHOT]), [
      [OPUS, 700n, 0],
      [older, null, MILLION],
      [SNAPSHOT, null, MILLION],
    ]);
  });

  it('a model is never taken for another model', () => {
    assert.deepEqual(folded([OPUS], ['claude-opus-5']), [
      [OPUS, 700n, 0],
      ['claude-opus-5', null, MILLION],
    ]);
  });
});
