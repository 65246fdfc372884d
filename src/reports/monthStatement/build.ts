import type { Cell, Column } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import type { ReportBody } from '../definition.ts';
import { creditWords } from '../notes/exclusions.ts';
import type { ReportRequest, Section } from '../report.ts';
import type { DayBill, ReportData } from '../reportData.ts';
import { money, text } from '../table/cells.ts';
import { dimensionColumn } from '../table/columnDef.ts';
import { uniqueNames } from '../table/uniqueNames.ts';
import { comparedCells, ratedCells, ratedTotal } from './cells.ts';
import { daySection, daysText } from './daySection.ts';
import { isMeasured, type StatementLine, statementLines } from './lines.ts';

const COLUMNS: readonly Column[] = [
  dimensionColumn('workspace'),
  { key: 'description', title: 'Description', kind: 'text' },
  dimensionColumn('model'),
  dimensionColumn('tokenType'),
  { key: 'billed_usd', title: 'Billed', kind: 'money' },
  { key: 'measured_days', title: 'Days measured', kind: 'count' },
  { key: 'measured_usd', title: 'Billed on these', kind: 'money' },
  { key: 'estimated_usd', title: 'Estimated at the time', kind: 'money' },
  { key: 'difference_usd', title: 'Difference', kind: 'money' },
  { key: 'difference_percent', title: 'Difference in %', kind: 'ratio' },
  { key: 'units', title: 'Units', kind: 'count' },
  { key: 'rate_usd', title: 'Rate per million', kind: 'rate' },
  { key: 'list_rate_usd', title: 'List price', kind: 'rate' },
  { key: 'discount_usd', title: 'Below list price', kind: 'money' },
  { key: 'discount_percent', title: 'Below list in %', kind: 'ratio' },
];

/**
 * Every line of the bill against its live estimate of the time, and against list prices; then the same by day.
 * Always of UTC days, as bills are. The total is the bill, to the last unit.
 */
export function build(data: ReportData, _request: ReportRequest): ReportBody {
  const bills = data.bills(data.period);
  const sections = [lineSection(data, bills), daySection(data, bills)];
  return { sections, notIncluded: bills.length === 0 ? [] : notIncluded(data, bills) };
}

function lineSection(data: ReportData, bills: readonly DayBill[]): Section {
  const title = 'The bill, line by line';
  if (bills.length === 0) return { title, paragraphs: ['No day of this period has a bill yet.'], table: null };
  const lines = inOrder(statementLines(bills));
  const whole = bills.filter((bill) => bill.whole).length;
  const measured = bills.filter(isMeasured).length;
  const nameOf = lineNames(data, lines);
  return {
    title,
    paragraphs: [
      `Bills of ${daysText(bills.length)}, ${whole === bills.length ? 'all of them whole' : `${whole} of them whole`}.`,
      measured === 0
        ? 'No estimate was kept by line of a day whose bill is whole, so that there is nothing to compare the lines with.'
        : `Differences are of ${daysText(measured)} that an estimate was kept by line of and whose bill is whole: what was billed of these, less what was estimated for them when they ended.`,
      'Units, rates and list prices are of days whose bill is whole. Units are tokens or searches, and a rate is for a million of them. List prices are those of each day.',
    ],
    table: {
      key: 'lines',
      columns: COLUMNS,
      rows: lines.map((line) => [
        ...nameOf(line),
        money(line.billed, 'billed'),
        ...comparedCells(line.compared),
        ...ratedCells(line.rated),
      ]),
      total: totalOf(lines, measured),
    },
  };
}

/** Workspace, description, model and token type of a line. */
function lineNames(data: ReportData, lines: readonly StatementLine[]): (line: StatementLine) => Cell[] {
  const onBill = lines.filter((line) => line.onBill);
  const idsOf = (key: 'workspaceId' | 'model') => onBill.map((line) => line[key]);
  const workspaceOf = uniqueNames(data, 'workspace', idsOf('workspaceId'));
  const modelOf = uniqueNames(data, 'model', idsOf('model'));
  return (line) => {
    if (!line.onBill) return [text(''), text('Estimated, but on no line of the bill'), text(''), text('')];
    const { workspaceId, costType, description, model, tokenType } = line;
    return [
      workspaceOf(workspaceId),
      text(description || data.nameOf('costType', costType).name, description),
      model === '' ? text('') : modelOf(model),
      tokenType === '' ? text('') : text(data.nameOf('tokenType', tokenType).name, tokenType),
    ];
  };
}

function totalOf(lines: readonly StatementLine[], days: number): Cell[] {
  let [billed, comparedBilled, estimated] = [0n, 0n, 0n];
  for (const line of lines) {
    billed += line.billed;
    comparedBilled += line.compared?.billed ?? 0n;
    estimated += line.compared?.estimated ?? 0n;
  }
  return [
    text(terms.TOTAL),
    text(''),
    text(''),
    text(''),
    money(billed, 'billed'),
    ...comparedCells(days === 0 ? null : { days, billed: comparedBilled, estimated }),
    ...ratedTotal(lines),
  ];
}

/** Workspaces together, the dearest first, and so their lines. What is on no line comes last. */
function inOrder(lines: readonly StatementLine[]): StatementLine[] {
  const sums = new Map<string, bigint>();
  for (const { workspaceId, billed } of lines) sums.set(workspaceId, (sums.get(workspaceId) ?? 0n) + billed);
  const sumOf = ({ workspaceId }: StatementLine) => sums.get(workspaceId) ?? 0n;
  const nameOf = ({ workspaceId, description, tokenType }: StatementLine) =>
    [workspaceId, description, tokenType].join('\u0000');
  const isOff = ({ onBill }: StatementLine) => (onBill ? 0 : 1);
  return lines.toSorted(
    (a, b) =>
      isOff(a) - isOff(b) ||
      compare(sumOf(b), sumOf(a)) ||
      compare(a.workspaceId, b.workspaceId) ||
      compare(b.billed, a.billed) ||
      compare(nameOf(a), nameOf(b)),
  );
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function notIncluded(data: ReportData, bills: readonly DayBill[]): string[] {
  const { period } = data;
  const others = bills.flatMap((bill) => bill.rows.filter((row) => bill.kindOf(row) === null));
  return [
    creditWords(
      others.map(({ amount }) => amount),
      'the API tells amounts before them.',
      data,
    ),
    'Priority Tier: it is bought otherwise and is on no line of the bill.',
    ...(period.running ? ['The running day and those to come: a day is billed when it has ended.'] : []),
  ];
}
