import { capital } from '../../shared/capital.ts';
import { UNKNOWN } from '../../shared/cost.ts';
import { DIMENSION_IDS, DIMENSION_WORDS, DIMENSIONS, type Dimension } from '../../shared/dimensions.ts';
import type { Cell, Column, Table } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import { WEB_SEARCHES } from '../../spend/kind.ts';
import type { ReportBody } from '../definition.ts';
import { billSum } from '../notes/billSum.ts';
import { exclusions, isPriorityLine } from '../notes/exclusions.ts';
import type { ReportRequest, Section } from '../report.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import { cost, count, text } from '../table/cells.ts';
import { chartOf } from '../table/charts.ts';
import { dimensionColumn } from '../table/columnDef.ts';
import { SEARCH_COLUMN } from '../table/costColumns.ts';
import { groupsOf, isTokens, sumOfLines } from '../table/sums.ts';
import { uniqueNames } from '../table/uniqueNames.ts';
import { overview } from './overview.ts';
import { type Grouping, tokenTable } from './tokenTable.ts';

/** Dimensions of usage that have a section here that says more, or a report. */
const SHOWN_ELSEWHERE: readonly Dimension[] = ['apiKey', 'serviceTier', 'contextWindow', 'inferenceGeo'];

const SPEEDS: ReadonlyMap<string, string> = new Map([
  ['', 'Not fast'],
  ['standard', 'Standard'],
  ['fast', 'Fast'],
]);

/** Tiers that bills call standard, mostly. */
const FOLDED = ['flex', 'flex_discount', 'priority_on_demand'];

const SEARCHES = 'web_search';
const USUAL = [SEARCHES, 'code_execution', 'session_usage'];

/** Usage that no bill of the Cost API has, named whether or not there was any: the ledger cannot know of most of it. */
const BILLED_ELSEWHERE: Section = {
  title: 'Billed elsewhere',
  paragraphs: [
    'Priority Tier is billed separately: its tokens are counted here, its cost is not.',
    'Claude Code on a Claude subscription is paid for by the subscription. Claude Code with an API key is included here.',
    'Claude on Amazon Bedrock, Google Vertex AI, Microsoft Foundry or Claude Platform on AWS is billed by those clouds.',
  ],
  table: null,
};

/** Tokens and cost by service tier, speed, context window and geography, and what the server's tools cost. */
export function build(data: ReportData, request: ReportRequest): ReportBody {
  const lines = data.lines(data.period, request.filters);
  const notIncluded = exclusions(data, lines);
  if (lines.length === 0) return { sections: [], notIncluded };
  const tokens = lines.filter(isTokens);
  const tools = lines.filter((line) => !isTokens(line));
  const parts = overview(data, lines);
  const first: Section = { title: 'Tiers and tools', paragraphs: [], table: parts };
  return {
    sum: billSum(data, request, sumOfLines(lines)),
    charts: [chartOf('ranked', 'Cost by tier or tool', parts, 'cost_usd')],
    sections: [first, ...tokenSections(data, tokens), ...toolSection(data, tools), BILLED_ELSEWHERE],
    notIncluded,
  };
}

function tokenSections(data: ReportData, tokens: readonly UsageLine[]): Section[] {
  if (tokens.length === 0) return [];
  const by = (dimension: Dimension): Grouping => {
    const column = dimensionColumn(dimension);
    return {
      key: `by-${column.key.replaceAll('_', '-')}`,
      column,
      idOf: idsOf(dimension),
      nameOf: (id) => data.nameOf(dimension, id).name,
    };
  };
  const section = (title: string, paragraphs: readonly string[], grouping: Grouping): Section => ({
    title,
    paragraphs,
    table: tokenTable(tokens, grouping),
  });
  const speed: Grouping = {
    key: 'by-speed',
    column: { key: 'speed', title: 'Speed' },
    idOf: (line) => line.speed,
    nameOf: (id) => SPEEDS.get(id) ?? id,
  };
  const values = (dimension: Dimension) => capital(DIMENSIONS[dimension].plural);
  const geography = capital(DIMENSION_WORDS.inferenceGeo);
  const isUsed = (dimension: Dimension) => tokens.some((line) => idsOf(dimension)(line) !== '');
  const others = DIMENSION_IDS.filter((dimension) => !SHOWN_ELSEWHERE.includes(dimension) && isUsed(dimension));
  const isKnown = tokens.some(({ inferenceGeo }) => inferenceGeo !== '');
  return [
    section(values('serviceTier'), tierNotes(tokens), by('serviceTier')),
    ...(tokens.some((line) => line.speed !== '')
      ? [section('Speed', ['Shown where bills name fast mode.'], speed)]
      : []),
    section(values('contextWindow'), [], by('contextWindow')),
    isKnown
      ? section(
          geography,
          ['Shown where bills name a geography, or after the panel has been broken down by it.'],
          by('inferenceGeo'),
        )
      : {
          title: geography,
          paragraphs: [
            'The bills don’t name any. To see geographies, break the panel down by them once: it then fetches them.',
          ],
          table: null,
        },
    ...others.map((dimension) => section(values(dimension), [], by(dimension))),
  ];
}

/** The field of usage that a dimension shows, as it is; `''` for one that shows none. */
function idsOf(dimension: Dimension): Grouping['idOf'] {
  const { field } = DIMENSIONS[dimension];
  return (line) => (field && line[field]) ?? '';
}

function tierNotes(tokens: readonly UsageLine[]): string[] {
  const used = new Set(tokens.map(({ serviceTier }) => serviceTier));
  const isFolded = FOLDED.some((tier) => used.has(tier));
  return [
    ...(tokens.some(isPriorityLine) ? ['Priority Tier is shown in tokens only, because it is billed separately.'] : []),
    ...(isFolded ? ['Flex and priority on demand are priced like the standard tier unless bills name them.'] : []),
  ];
}

function toolSection(data: ReportData, tools: readonly UsageLine[]): Section[] {
  if (tools.length === 0) return [];
  const paragraphs = [
    'Web search is charged per search. Tokens from search results are counted as tokens.',
    'Code execution and session usage come from bills, by workspace and day; their hours and API keys aren’t known.',
  ];
  return [{ title: 'Server tools', paragraphs, table: toolTable(data, tools) }];
}

/** Cost of server tools by workspace, a column for each cost type; `lines` has one at least, and no tokens. */
function toolTable(data: ReportData, lines: readonly UsageLine[]): Table {
  const more = [...new Set(lines.map(({ costType }) => costType))].filter((type) => !USUAL.includes(type)).sort();
  const types = [...USUAL, ...more];
  const groups = groupsOf(lines, ({ workspaceId }) => workspaceId);
  const nameOf = uniqueNames(
    data,
    'workspace',
    groups.map(({ id }) => id),
  );
  const cells = (own: readonly UsageLine[]): Cell[] => [
    count(sumOfLines(own).units[WEB_SEARCHES] ?? 0),
    ...types.map((type) => cost(sumOfLines(own.filter(({ costType }) => costType === type)))),
    cost(sumOfLines(own)),
  ];
  return {
    key: 'server-tools',
    columns: [
      dimensionColumn('workspace'),
      SEARCH_COLUMN,
      ...types.map((type): Column => {
        const { name } = data.nameOf('costType', type);
        return { key: `${type || 'other'}_usd`, title: name, longTitle: name, kind: 'money', zero: UNKNOWN };
      }),
      { key: 'cost_usd', title: terms.COST, kind: 'money' },
    ],
    rows: groups.map(({ id, lines: own }) => [nameOf(id), ...cells(own)]),
    total: [text(terms.TOTAL), ...cells(lines)],
  };
}
