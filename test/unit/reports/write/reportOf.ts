import type { Report } from '../../../../src/reports/report.ts';
import { change, count, money, share, text } from '../../../../src/reports/table/cells.ts';
import type { Basis } from '../../../../src/shared/basis.ts';
import { ratioCell } from '../../../../src/shared/tables/cells.ts';
import type { Cell, Column, Table } from '../../../../src/shared/tables/table.ts';

/** Does something wherever it is not taken as text: in Markdown, in HTML, in a spreadsheet, in CSV. */
export const HOSTILE = '=![i](https://evil.example/i.png) <img src=x> | `a`, "b" www.evil.com\n# h $x$';

const COST: readonly Column[] = [
  { key: 'workspace', title: 'Workspace', kind: 'text' },
  { key: 'cost_usd', title: 'Cost', kind: 'money' },
  { key: 'share', title: 'Share', kind: 'share' },
  { key: 'billed_usd', title: 'Billed', kind: 'money' },
  { key: 'mixed_usd', title: 'Partly estimated', kind: 'money' },
  { key: 'estimated_usd', title: 'Estimated', kind: 'money' },
  { key: 'change', title: 'Change', kind: 'change' },
];

/** A row of the cost table, its parts in millionths of a cent. */
export interface CostLine {
  readonly name: string;
  readonly parts: readonly [billed: bigint, mixed: bigint, estimated: bigint];
  readonly change?: number | 'new' | null;
  readonly unpricedTokens?: number;
}

export function costTable(lines: readonly CostLine[]): Table {
  const costOf = ({ parts }: CostLine) => parts.reduce((sum, part) => sum + part, 0n);
  const whole = lines.reduce((sum, line) => sum + costOf(line), 0n);
  const part = (at: 0 | 1 | 2) => lines.reduce((sum, { parts }) => sum + parts[at], 0n);
  const cells = (line: CostLine, name: Cell): Cell[] => {
    const [billed, mixed, estimated] = line.parts;
    const basis: Basis = mixed === 0n && estimated === 0n ? 'billed' : billed + mixed === 0n ? 'estimated' : 'mixed';
    return [
      name,
      money(costOf(line), basis, line.unpricedTokens),
      share(costOf(line), whole),
      money(billed, 'billed'),
      money(mixed, 'mixed'),
      money(estimated, 'estimated'),
      { kind: 'change', fraction: line.change ?? null },
    ];
  };
  return {
    key: 'by-workspace',
    columns: COST,
    rows: lines.map((line, at) => cells(line, text(line.name, `wrkspc_${at}`))),
    total: cells({ name: 'Total', parts: [part(0), part(1), part(2)] }, text('Total')),
  };
}

const TOKENS: Table = {
  key: 'by-model',
  columns: [
    { key: 'model', title: 'Model | `m`', kind: 'text' },
    { key: 'tokens', title: 'Tokens', kind: 'count' },
    { key: 'rate_usd_per_million', title: 'Rate', kind: 'rate' },
    { key: 'reads_per_write', title: 'Reads per write', kind: 'ratio' },
    { key: 'change', title: 'Change', kind: 'change' },
  ],
  rows: [
    [
      text('Opus 5.5'),
      count(1_234_567),
      { kind: 'rate', perMillion: 450_000_000n, basis: 'billed' },
      ratioCell(87, 9),
      change(5n, 4n),
    ],
    [
      text('模型'),
      count(null),
      { kind: 'rate', perMillion: 8_550_000n, basis: 'estimated' },
      ratioCell(1, 0),
      change(5n, null),
    ],
  ],
  total: [
    text('Total'),
    count(1_234_567),
    { kind: 'rate', perMillion: null, basis: 'none' },
    ratioCell(1, 10_000_000),
    change(0n, 4n),
  ],
};

/** Cost of two workspaces on three days, the last of them not billed yet, the second not known of one. */
const DAYS: Table = {
  key: 'by-day-and-workspace',
  columns: [
    { key: 'day', title: 'Day', kind: 'text', unbroken: true },
    { key: 'production', title: 'Production', kind: 'money' },
    { key: 'research', title: HOSTILE, kind: 'money' },
  ],
  rows: [
    [text('Fri, Nov 20', '2026-11-20'), money(1_000_000_000n, 'billed'), money(250_000_000n, 'billed')],
    [text('Sat, Nov 21', '2026-11-21'), money(500_000_000n, 'billed'), money(null, 'none')],
    [text('Sun, Nov 22, so far', '2026-11-22'), money(20_000_000n, 'estimated'), money(-10_000_000n, 'mixed')],
  ],
  total: null,
};

/** A made-up month, with everything in it that a report can have. */
export function reportOf(changes: Partial<Report> = {}): Report {
  const lines: readonly CostLine[] = [
    { name: 'Production', parts: [1_234_400_000n, 500_400_000n, 20_400_000n], change: 0.123 },
    { name: HOSTILE, parts: [400_000n, 0n, 400_000n], change: 'new', unpricedTokens: 1_234_567 },
    { name: 'Default workspace', parts: [0n, 0n, 0n], unpricedTokens: 42 },
    { name: 'Research', parts: [77_700_000n, 0n, 0n], change: -0.5 },
  ];
  return {
    request: {
      report: 'workspaceCost',
      from: '2026-11-01',
      to: '2026-11-22',
      filters: [{ dimension: 'model', values: ['claude-opus-5-5'] }],
    },
    title: 'Cost by Workspace',
    answers: 'What to charge each workspace with.',
    fileName: 'cost-by-workspace',
    organizationId: 'org_1',
    organization: HOSTILE,
    sample: true,
    locale: 'en-US',
    period: { start: Date.UTC(2026, 10, 1), end: Date.UTC(2026, 10, 23), zone: 'UTC', running: true },
    dataTo: Date.UTC(2026, 10, 22, 14, 5),
    checkedAt: Date.UTC(2026, 10, 22, 14, 7),
    known: true,
    sum: null,
    lead: '',
    remarks: [],
    narrowedTo: `model is ${HOSTILE}`,
    charts: [
      {
        title: 'Cost by workspace',
        shape: 'ranked',
        table: costTable(lines),
        labels: ['workspace'],
        values: ['cost_usd'],
      },
      {
        title: 'Cost by day and workspace',
        shape: 'overTime',
        table: DAYS,
        labels: ['day'],
        values: ['production', 'research'],
        colors: { production: 0, research: 3 },
      },
    ],
    sections: [
      { title: 'By workspace', paragraphs: [], table: costTable(lines) },
      { title: `About ${HOSTILE}`, paragraphs: ['- One sentence.', `Only ${HOSTILE} has more.`], table: null },
      { title: 'By model', paragraphs: ['Of what could be priced.'], table: TOKENS },
    ],
    notes: [],
    notIncluded: ['Priority Tier tokens are bought otherwise.', `Credits of ${HOSTILE}.`],
    ...changes,
  };
}
