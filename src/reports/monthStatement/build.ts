import { dollarsText, isUnknown } from '../../shared/cost.ts';
import { createFormat } from '../../shared/format.ts';
import type { Money } from '../../shared/money.ts';
import type { Cell, Column } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import type { ReportBody } from '../definition.ts';
import { hasUnreadLines, monthName, NO_PRICE, openDays, sumOfBills } from '../notes/billSum.ts';
import { creditWords } from '../notes/exclusions.ts';
import type { ReportRequest, ReportSum, Section } from '../report.ts';
import type { DayBill, ReportData } from '../reportData.ts';
import { money, share, text } from '../table/cells.ts';
import { chartOf } from '../table/charts.ts';
import { dimensionColumn, headingBy } from '../table/columnDef.ts';
import { sumOfLines } from '../table/sums.ts';
import { uniqueNames } from '../table/uniqueNames.ts';
import { comparedCells, ratedCells, ratedTotal } from './cells.ts';
import { daySection, daysText } from './daySection.ts';
import { isMeasured, type StatementLine, statementLines } from './lines.ts';

const COLUMNS: readonly Column[] = [
  dimensionColumn('workspace'),
  { key: 'description', title: 'Description', kind: 'text' },
  // The description says both.
  { ...dimensionColumn('model'), place: 'data' },
  { ...dimensionColumn('tokenType'), place: 'data' },
  { key: 'billed_usd', title: 'Billed', kind: 'money' },
  { key: 'measured_days', title: 'Days compared', kind: 'count', place: 'data' },
  { key: 'measured_usd', title: 'Billed on those days', kind: 'money', place: 'data' },
  { key: 'estimated_usd', title: 'Estimated at day’s end', kind: 'money', place: 'data' },
  { key: 'difference_usd', title: 'Billed minus estimated', kind: 'money' },
  { key: 'difference_percent', title: 'Difference %', kind: 'ratio' },
  { key: 'units', title: 'Units', kind: 'count', short: true },
  { key: 'rate_usd', title: 'Unit price', kind: 'rate' },
  { key: 'list_rate_usd', title: 'List price', kind: 'rate' },
  { key: 'discount_usd', title: 'Below list', kind: 'money' },
  { key: 'discount_percent', title: 'Below list %', kind: 'ratio' },
];

/**
 * A month's bill: its total, by workspace, every line with its list price and its estimate of the time, and by day.
 * Always of UTC days, as bills are. The total is the bill, to the last unit.
 */
export function build(data: ReportData, _request: ReportRequest): ReportBody {
  const bills = data.bills(data.period);
  const lines = inOrder(statementLines(bills));
  const [byWorkspace, byDay] = [workspaceSection(data, lines), daySection(data, bills)];
  const sections = [...(bills.length === 0 ? [] : [byWorkspace]), lineSection(data, bills, lines), byDay];
  const sum = statementSum(data, bills);
  return {
    ...(sum && { sum }),
    charts: [
      ...(byDay.table ? [chartOf('overTime', 'Bill by day', byDay.table, 'billed_usd')] : []),
      ...(byWorkspace.table ? [chartOf('ranked', 'Bill by workspace', byWorkspace.table, 'billed_usd')] : []),
    ],
    sections,
    notIncluded: bills.length === 0 ? [] : notIncluded(data, bills),
  };
}

/** The bill as an amount: final, what it has of the cost so far, or not known before there is one. Null without any cost. */
function statementSum(data: ReportData, bills: readonly DayBill[]): ReportSum | null {
  const { period, locale } = data;
  const format = createFormat(locale, 'UTC');
  const final = bills.filter((bill) => bill.whole);
  const amount = sumOfBills(bills);
  const [month, billed] = [monthName(period, format), format.money(amount)];
  const each = `${bills.length === 1 ? 'one daily bill' : `${bills.length} daily bills`}`;
  if (!period.running && bills.length > 0 && final.length === bills.length && openDays(data, final).open === 0) {
    if (hasUnreadLines(bills)) {
      const words = `Parts of the bill for ${month} could not be read.`;
      return { amount, basis: 'billed', lead: `${billed}, incomplete.`, words };
    }
    const words = `Sums to the bill for ${month}: ${each}, all final.`;
    return { amount, basis: 'billed', lead: `${billed}, final.`, words };
  }
  const lines = data.lines(period, []);
  if (bills.length === 0 && lines.length === 0) return null;
  const { cost, basis, unpricedTokens } = sumOfLines(lines);
  const soFar = { amount: cost, basis };
  const isUnpriced = isUnknown({ ...soFar, unpricedTokens });
  const lead = isUnpriced
    ? NO_PRICE
    : `${dollarsText(format, soFar)}${period.running ? ' so far' : ', not final yet'}.`;
  if (bills.length === 0) return { amount: 0n, basis: 'none', lead, words: '' };
  const words = `The bill for ${month} has ${billed} of it: ${each}, ${final.length} final.`;
  return { amount, basis: 'billed', lead, words };
}

function workspaceSection(data: ReportData, lines: readonly StatementLine[]): Section {
  const onBill = lines.filter((line) => line.onBill);
  const total = billedOf(onBill);
  const groups = [...Map.groupBy(onBill, ({ workspaceId }) => workspaceId)];
  const nameOf = uniqueNames(
    data,
    'workspace',
    groups.map(([id]) => id),
  );
  const cells = (amount: Money): Cell[] => [money(amount, 'billed'), share(amount, total)];
  return {
    title: headingBy('workspace'),
    paragraphs: [],
    table: {
      key: 'by-workspace',
      columns: [
        dimensionColumn('workspace'),
        { key: 'billed_usd', title: 'Billed', kind: 'money' },
        { key: 'share', title: terms.SHARE, kind: 'share' },
      ],
      rows: groups.map(([id, own]) => [nameOf(id), ...cells(billedOf(own))]),
      total: [text(terms.TOTAL), ...cells(total)],
    },
  };
}

function lineSection(data: ReportData, bills: readonly DayBill[], lines: readonly StatementLine[]): Section {
  const title = 'Line by line';
  if (bills.length === 0) return { title, paragraphs: ['There is no bill for this period yet.'], table: null };
  const measured = bills.filter(isMeasured).length;
  const nameOf = lineNames(data, lines);
  return {
    title,
    paragraphs: [
      measured === 0
        ? 'No estimates were recorded for these days, so bill lines can’t be compared with them.'
        : `Differences cover the ${daysText(measured)} with both a recorded estimate and a final bill: billed minus estimated at day’s end.`,
      'Units, unit prices and list prices cover days with a final bill. Prices are per million tokens, unless they say otherwise; list prices are those of each day.',
    ],
    isMain: true,
    table: {
      key: 'lines',
      columns: COLUMNS,
      rows: lines.map((line) => [
        ...nameOf(line),
        money(line.billed, 'billed'),
        ...comparedCells(line.compared),
        ...ratedCells(line.rated, line.costType),
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
    if (!line.onBill) return [text(''), text('Estimated, but not on the bill'), text(''), text('')];
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
  const billed = billedOf(lines);
  let [comparedBilled, estimated] = [0n, 0n];
  for (const line of lines) {
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

function billedOf(lines: readonly StatementLine[]): Money {
  return lines.reduce((sum, line) => sum + line.billed, 0n);
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
      'the API reports amounts before credits.',
      data,
    ),
    'Priority Tier: it is billed separately and has no line here.',
    ...(period.running ? ['Today and later days: a day is billed after it has ended.'] : []),
  ];
}
