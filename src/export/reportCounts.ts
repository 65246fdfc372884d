import { capital } from '../shared/capital.ts';
import { DIMENSION_WORDS } from '../shared/dimensions.ts';
import type { Explorer } from '../shared/explorer.ts';
import type { Format } from '../shared/format.ts';
import { MEASURE_WORDS, MEASURES, unitsAt, unitsIn, unitsOf } from '../shared/measures.ts';
import * as terms from '../shared/terms.ts';
import { type Column, markdownTable } from './alignedTable.ts';
import { cut } from './cutRows.ts';
import { changeText, nameText, shareText } from './reportWords.ts';

type Asked = Pick<Explorer, 'choice' | 'totals'>;
type Numbers = readonly number[];

/** Tokens or searches of every value, the most first. */
export function countTotals({ choice, totals }: Asked, format: Format): string {
  const { values, counts, before } = totals;
  const all = values
    .map((value, at) => {
      const was = before ? unitsOf(choice.measure, unitsAt(before.counts, at)) : 0;
      return { name: nameText(value), numbers: [unitsOf(choice.measure, unitsAt(counts, at)), was] };
    })
    .filter(hasAny)
    .sort((a, b) => (b.numbers[0] ?? 0) - (a.numbers[0] ?? 0));
  const lines = cut(all, (rest) => ({ numbers: addUp(rest, 2) }), format);
  const total = addUp(lines, 2);
  const cells = (name: string, [amount = 0, was = 0]: Numbers) => [
    name,
    format.count(amount),
    shareText(format, amount, total[0] ?? 0),
    ...(before ? [format.count(was), changeText(format, amount, was)] : []),
  ];
  const titles = [capital(MEASURE_WORDS[choice.measure]), terms.SHARE, ...(before ? [terms.BEFORE, terms.CHANGE] : [])];
  const rows = lines.map(({ name, numbers }) => cells(name, numbers));
  return markdownTable(columnsOf(choice, titles), rows, cells(terms.TOTAL, total));
}

/** The share of every value with what it is a share of, the largest whole first. */
export function shareTotals({ choice, totals }: Asked, format: Format): string {
  const { values, counts, before } = totals;
  const { of = [] } = MEASURES[choice.measure];
  const shareOf = (columns: Float64Array, at: number) => {
    const units = unitsAt(columns, at);
    return { part: unitsOf(choice.measure, units), whole: unitsIn(units, of) };
  };
  const all = values
    .map((value, at) => {
      const { part, whole } = shareOf(counts, at);
      const was = before ? shareOf(before.counts, at) : { part: 0, whole: 0 };
      return { name: nameText(value), numbers: [part, whole, was.part, was.whole] };
    })
    .filter(hasAny)
    .sort((a, b) => (b.numbers[1] ?? 0) - (a.numbers[1] ?? 0));
  const lines = cut(all, (rest) => ({ numbers: addUp(rest, 4) }), format);
  const cells = (name: string, [part = 0, whole = 0, wasPart = 0, wasWhole = 0]: Numbers) => [
    name,
    shareText(format, part, whole),
    format.count(part),
    format.count(whole),
    ...(before ? [shareText(format, wasPart, wasWhole)] : []),
  ];
  const titles = [
    capital(MEASURE_WORDS[choice.measure]),
    'Cache reads',
    'All input',
    ...(before ? [terms.BEFORE] : []),
  ];
  const rows = lines.map(({ name, numbers }) => cells(name, numbers));
  return markdownTable(columnsOf(choice, titles), rows, cells(terms.TOTAL, addUp(lines, 4)));
}

function columnsOf({ by }: Explorer['choice'], titles: readonly string[]): Column[] {
  const name: Column = { title: capital(DIMENSION_WORDS[by]), align: 'left' };
  return [name, ...titles.map((title): Column => ({ title, align: 'right' }))];
}

function hasAny({ numbers }: { readonly numbers: Numbers }): boolean {
  return numbers.some((value) => value !== 0);
}

function addUp(lines: readonly { readonly numbers: Numbers }[], width: number): number[] {
  return Array.from({ length: width }, (_, at) => lines.reduce((sum, { numbers }) => sum + (numbers[at] ?? 0), 0));
}
