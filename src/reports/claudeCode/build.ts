import { dollarsText } from '../../shared/cost.ts';
import { createFormat } from '../../shared/format.ts';
import type { ClaudeCodeRecord } from '../../source/source.ts';
import type { ReportBody } from '../definition.ts';
import type { ReportRequest, Section } from '../report.ts';
import type { ReportData } from '../reportData.ts';
import { chartOf } from '../table/charts.ts';
import { activityOf } from './activity.ts';
import { byDay, byTerminal, byTool, byUser, byUserAndModel } from './tables.ts';
import { claudeCodeUsers } from './users.ts';

const ESTIMATES =
  'Estimated cost is the API’s own estimate at list prices. It is not what you are billed, and is not part of any other figure.';

/** Each user's work with Claude Code, and its cost as the API estimates it. */
export function build(data: ReportData, { from, to }: ReportRequest): ReportBody {
  // A day of a zone overlaps two UTC days: those of the same dates are meant.
  const records = data.claudeCode().filter(({ day }) => from <= day && day <= to);
  const notIncluded = notIncludedIn(data);
  if (records.length === 0) {
    const paragraphs = ['Claude Code Analytics has no records for this period.'];
    return { sections: [{ title: 'By user', paragraphs, table: null }], notIncluded };
  }
  const users = claudeCodeUsers(records, data.shortEmails);
  const section = (title: string, table: Section['table'], ...paragraphs: readonly string[]): Section => ({
    title,
    paragraphs,
    table,
  });
  const [perUser, perDay] = [byUser(users, records), byDay(records)];
  const sections = [
    section('By user', perUser, ...words(data, records)),
    section('By user and model', byUserAndModel(data, users, records)),
    section('By day', perDay, 'Days without records are left out. The total counts each user once.'),
    section(
      'By tool',
      byTool(records),
      'Changes that Claude Code proposed with each tool, accepted or rejected by the user.',
    ),
    section('By terminal', byTerminal(records), 'The total counts each user once.'),
  ];
  return {
    lead: leadOf(data, users.length, records),
    charts: [
      chartOf('ranked', 'Estimated cost by user', perUser, 'estimated_cost_usd'),
      chartOf('overTime', 'Estimated cost by day', perDay, 'estimated_cost_usd'),
    ],
    sections: sections.filter(({ table }) => table?.rows.length !== 0),
    notIncluded,
  };
}

/** `≈$1,234.56 at list prices: 12 users, 345 sessions.` */
function leadOf({ locale }: ReportData, users: number, records: readonly ClaudeCodeRecord[]): string {
  const format = createFormat(locale, 'UTC');
  const { estimatedCost, sessions } = activityOf(records);
  const amount = dollarsText(format, { amount: estimatedCost, basis: 'estimated' });
  const counted = (count: number, word: string) => `${format.count(count)} ${word}${count === 1 ? '' : 's'}`;
  return `${amount} at list prices: ${counted(users, 'user')}, ${counted(sessions, 'session')}.`;
}

/** Sentences that the main table cannot do without. */
function words({ locale, period }: ReportData, records: readonly ClaudeCodeRecord[]): string[] {
  const sentences = [ESTIMATES];
  const subscribed = records.filter(({ customerType }) => customerType === 'subscription');
  const { estimatedCost } = activityOf(subscribed);
  if (estimatedCost !== 0n) {
    const amount = dollarsText(createFormat(locale, 'UTC'), { amount: estimatedCost, basis: 'estimated' });
    sentences.push(`${amount} of it is work on a subscription, which is not billed by token.`);
  }
  sentences.push('Tool acceptance is the share of proposed changes that the user accepted.');
  if (records.some(({ actorType }) => actorType === 'api_actor')) {
    sentences.push('API keys are identified by name only, so keys with the same name share a row.');
  }
  if (period.zone !== 'UTC')
    sentences.push('Claude Code Analytics counts UTC days, so this report covers UTC days with the same dates.');
  return sentences;
}

function notIncludedIn({ period }: ReportData): string[] {
  const sentences = [
    'Users with a Claude subscription, if the API leaves them out.',
    'Claude Code on other clouds, such as Amazon Bedrock or Google Vertex AI.',
  ];
  if (period.running) sentences.push('The last hour: Claude Code Analytics reports it later.');
  return sentences;
}
