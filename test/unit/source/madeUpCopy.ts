/** What panel, reports and files say of a made-up dimension: run in a copy of the source that has it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAdminApi } from '../../../src/adminApi/client.ts';
import { REAL_DEPS } from '../../../src/adminApi/retry.ts';
import { Engine } from '../../../src/engine/engine.ts';
import type { ExportPart, Job, NewsMessage } from '../../../src/engine/thread/protocol.ts';
import { explorerCsv } from '../../../src/export/explorerCsv.ts';
import { viewReport } from '../../../src/reports/view/viewReport.ts';
import { reportCsv } from '../../../src/reports/write/csv.ts';
import { reportMarkdown } from '../../../src/reports/write/markdown.ts';
import { choiceSchema, FIRST_CHOICE, readChoice } from '../../../src/shared/choice.ts';
import { DIMENSION_IDS, type Dimension } from '../../../src/shared/dimensions.ts';
import type { Totals } from '../../../src/shared/explorer.ts';
import type { PanelView } from '../../../src/shared/panelView.ts';
import { dispatch, encodeCall } from '../../../src/shared/rpc.ts';
import { toPage } from '../../../src/shared/toPage.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { createNames, whereText } from '../../../webview/controls/filterWords.ts';
import { ENGINE_CONFIG } from '../../support/engineConfig.ts';

const TODAY = Date.UTC(2026, 10, 19);
const NOW = TODAY + 14 * HOUR + 7 * MINUTE;
const [FROM, TO] = ['2026-11-17', '2026-11-18'];
const WIDTHS = { '1m': MINUTE, '1h': HOUR, '1d': DAY };
const MODEL = 'claude-opus-5-5';

const folder = process.argv[2] ?? '';
const made: string = process.argv[3] ?? '';
const dimension = DIMENSION_IDS.find((id) => id === made) ?? missing(`${made} is no dimension`);

function costAt({ billed, mixed, estimated }: Totals, at: number): bigint {
  return (billed[at] ?? 0n) + (mixed[at] ?? 0n) + (estimated[at] ?? 0n);
}

function missing(what: string): never {
  throw new Error(what);
}

/** Usage of two values of the dimension, and of none of it; it is told apart where that is asked for. */
function usage(query: URLSearchParams): object[] {
  const width = WIDTHS[(query.get('bucket_width') ?? '1h') as keyof typeof WIDTHS];
  const names = query.getAll('group_by[]');
  const isAsked = query.get('inference_geos[]') === null && query.get('speeds[]') === null;
  const row = (value: string | null, tokens: number) => ({
    ...Object.fromEntries(names.map((name) => [name, null])),
    ...(names.includes('model') ? { model: MODEL } : {}),
    ...(names.includes(made) ? { [made]: value } : {}),
    uncached_input_tokens: (tokens * width) / MINUTE,
    output_tokens: 0,
  });
  const rows = [row('mars', 30), row('venus', 20), row(null, 10)];
  return bucketsOf(query, width).map((bucket) => ({ ...bucket, results: isAsked ? rows : [] }));
}

/** A bill knows nothing of it, and has lines that belong to no usage. */
function cost(query: URLSearchParams): object[] {
  const common = { currency: 'USD', workspace_id: null };
  const tokens = { cost_type: 'tokens', token_type: 'uncached_input_tokens', model: MODEL, service_tier: 'standard' };
  const results = [
    { ...common, ...tokens, amount: '86.4', description: 'Input tokens' },
    { ...common, cost_type: 'code_execution', amount: '5', description: 'Code execution' },
  ];
  return bucketsOf(query, DAY).map((bucket) => ({ ...bucket, results }));
}

function bucketsOf(query: URLSearchParams, width: number): { starting_at: string; ending_at: string }[] {
  const [from, to] = ['starting_at', 'ending_at'].map((name) => Date.parse(query.get(name) ?? ''));
  const end = Math.min(to ?? 0, NOW);
  const starts = [];
  for (let start = from ?? end; start < end; start += width) starts.push(start);
  const iso = (at: number) => new Date(at).toISOString();
  return starts.map((start) => ({ starting_at: iso(start), ending_at: iso(start + width) }));
}

function answer(url: URL): object {
  const path = url.pathname.split('/organizations/')[1] ?? '';
  const data = path === 'cost_report' ? cost : path === 'usage_report/messages' ? usage : () => [];
  if (path === 'me') return { id: 'org_1', name: 'Acme Robotics' };
  return { data: data(url.searchParams), has_more: false, next_page: null, last_id: null };
}

const messages: NewsMessage[] = [];
const log = { info: () => {}, warn: () => {} };
const baseUrl = { origin: 'http://127.0.0.1', prefix: '' };
const clock = { now: () => NOW };
const client = createAdminApi({
  baseUrl,
  key: 'sk-ant-admin01-made-up',
  version: '0.0.0',
  log,
  hostFetch: async (url) => ({
    status: 200,
    headers: { 'content-type': 'application/json', 'request-id': 'req_1' },
    body: Buffer.from(JSON.stringify(answer(new URL(url)))),
  }),
  preferHost: true,
  deps: { ...REAL_DEPS, ...clock, delay: () => Promise.resolve() },
});
const engine = new Engine({
  config: {
    ...ENGINE_CONFIG,
    account: { type: 'key', baseUrl, key: 'sk-ant-admin01-made-up', organization: null, preferHost: true },
    ledgerPath: join(folder, 'ledger.db'),
    historyDays: 4,
  },
  source: client,
  clock,
  random: () => 0.5,
  send: (call, ...[params]) => void messages.push(structuredClone({ call, params }) as NewsMessage),
});

async function run(job: Job) {
  return await engine.runJob(job, () => {}, new AbortController().signal);
}

async function exported(what: ExportPart): Promise<string> {
  const path = join(folder, `${what}.csv`);
  const outcome = await run({ kind: 'export', what, from: FROM, to: TO, path });
  return outcome.kind === 'export' ? readFileSync(path, 'utf8') : missing(JSON.stringify(outcome));
}

async function report(by: Dimension) {
  const filters = [{ dimension: by, values: ['mars', ''] }];
  const request = { report: 'tiersAndTools', from: FROM, to: TO, filters } as const;
  const outcome = await run({ kind: 'report', request });
  return outcome.kind === 'report' ? outcome.report : missing(JSON.stringify(outcome));
}

await engine.start();
const filter = { dimension, values: ['venus', 'mars'] };
const choice = {
  ...FIRST_CHOICE,
  by: dimension,
  filters: [filter],
  range: { type: 'days', from: FROM, to: TO },
} as const;
engine.panel.choose(readChoice(JSON.stringify(choiceSchema.parse(choice))));
const sent = messages.findLast((message) => message.call === 'view')?.params ?? missing('nothing is shown');
const views: PanelView[] = [];
const page = {
  view: (view: PanelView) => void views.push(view),
  change: () => missing('a change'),
  choose: () => missing('a choice'),
  failed: missing,
};
dispatch(toPage, page, encodeCall(toPage, 'view', sent));
const [view] = views;
const shown = view?.status === 'ready' ? view : missing(JSON.stringify(view));
const { explorer, summary, now } = shown;
const ofDimension = await report(dimension);
process.stdout.write(
  JSON.stringify({
    values: explorer.values[dimension].map(({ id, name }) => [id, name]),
    totals: explorer.totals.values.map(({ name }, at) => [name, String(costAt(explorer.totals, at))]),
    caveats: explorer.caveats.map(({ text }) => text),
    where: whereText(
      {
        filters: [
          { dimension, values: [''] },
          { dimension, values: ['a', 'b', 'c'] },
        ],
      },
      createNames().nameOf,
    ),
    panelCsv: explorerCsv(explorer, 'Acme Robotics'),
    panelReport: reportMarkdown(viewReport({ summary, explorer, now, notes: [], ownedColors: { series: {} } })),
    report: reportMarkdown(ofDimension),
    reportCsv: reportCsv(ofDimension),
    usage: await exported('usage'),
    cost: await exported('cost'),
    attribution: await exported('attribution'),
  }),
);
engine[Symbol.dispose]();
await client.dispose();
