// Answers the tools of language models over a ledger, as a process that only reads it does, and says how long each took: node askTools.ts <ledger> <organization> <now> <days>
import { completed } from '../../src/figures/scan/steps.ts';
import { ReadOnlyLedger } from '../../src/ledger/readOnlyLedger.ts';
import { answerTool } from '../../src/tools/answerTool.ts';
import { ToolLedger } from '../../src/tools/toolSources.ts';
import { PERIODS } from '../../src/tools/tools.ts';

/** Answers of each question that count, after one that does not: the days are made then. */
const ROUNDS = 40;

const [path = '', id = '', at = '', days = ''] = process.argv.slice(2);
const now = Number(at);
using store = new ReadOnlyLedger(path);
const ledger = store.organization({ id });
if (!ledger) throw new Error('the ledger has no such organization');
const tools = new ToolLedger({
  ledger,
  version: () => store.version(),
  organization: { id, name: 'Big Industries' },
  zone: 'UTC',
  historyDays: Number(days),
  sample: false,
});

const questions = PERIODS.filter((period) => period !== 'custom').flatMap((period) =>
  ['get_spend', 'compare_spend', 'get_tokens'].map((name) => ({ name, input: { period, groupBy: 'apiKey', top: 50 } })),
);
const ask = ({ name, input }: (typeof questions)[number]) => {
  const begun = performance.now();
  const text = store.snapshot(() => completed(answerTool(name, input, tools.sources(now))));
  return { took: performance.now() - begun, bytes: Buffer.byteLength(text), isAnswer: 'period' in JSON.parse(text) };
};

const first = questions.map(ask);
const times: number[] = [];
const before = process.cpuUsage();
for (let round = 0; round < ROUNDS; round++) for (const question of questions) times.push(ask(question).took);
const { user, system } = process.cpuUsage(before);
console.log(
  JSON.stringify({
    cold: Math.max(...first.map(({ took }) => took)),
    times,
    processor: (user + system) / 1000 / times.length,
    bytes: Math.max(...first.map(({ bytes }) => bytes)),
    areAnswers: first.every(({ isAnswer }) => isAnswer),
  }),
);
