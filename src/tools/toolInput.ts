import * as z from 'zod/mini';
import type { Range } from '../shared/choice.ts';
import { utcDay, utcDayStart } from '../time/utc.ts';
import {
  COMPARED_GROUPS,
  FILTERED,
  type FilteredBy,
  GROUPS,
  type GroupBy,
  PERIODS,
  type PeriodName,
  ROW_LIMIT,
  USUAL_ROWS,
} from './tools.ts';

/** Names or ids, as they were asked for. */
export type AskedFilter = Readonly<Partial<Record<FilteredBy, string>>>;

/** A question for sums of a period. */
export interface SumsQuestion {
  readonly range: Range;
  readonly groupBy: GroupBy;
  readonly filter: AskedFilter;
  readonly top: number;
}

/** A question for what has changed. */
export interface CompareQuestion extends SumsQuestion {
  /** Null for the period before. */
  readonly previous: Range | null;
}

/** Input that is no question, and why: a sentence that says what to ask instead. */
export class BadInput extends Error {}

const oneOf = (values: readonly string[]) => `has to be one of ${values.join(', ')}`;
const nullish = <Schema extends z.ZodMiniType>(schema: Schema) => z.optional(z.nullable(schema));
/** Text that may be left out: some models write `''` for what they do not mean. */
const text = nullish(
  z.pipe(
    z.string({ error: 'has to be text' }),
    z.transform((value) => (value.trim() === '' ? null : value)),
  ),
);
const period = z.enum(PERIODS, { error: oneOf(PERIODS) });
const top = z
  .int({ error: `has to be an integer from 1 to ${ROW_LIMIT}` })
  .check(
    z.minimum(1, { error: `has to be at least 1` }),
    z.maximum(ROW_LIMIT, { error: `has to be at most ${ROW_LIMIT}` }),
  );
const FILTER_FIELDS = {
  model: text,
  workspace: text,
  apiKey: text,
  organization: text,
};
const filter = z.strictObject(FILTER_FIELDS satisfies Record<FilteredBy, unknown>, {
  error: ({ code }) =>
    code === 'unrecognized_keys' ? undefined : `has to be an object with any of ${FILTERED.join(', ')}`,
});
const common = { period, from: text, to: text, filter: nullish(filter), top: nullish(top) };
const sumsInput = z.strictObject({ ...common, groupBy: nullish(z.enum(GROUPS, { error: oneOf(GROUPS) })) });
const compareInput = z.strictObject({
  ...common,
  previous: nullish(period),
  previousFrom: text,
  previousTo: text,
  groupBy: nullish(z.enum(COMPARED_GROUPS, { error: oneOf(COMPARED_GROUPS) })),
});
const nothing = z.strictObject({});

/** Throws BadInput. */
export function sumsQuestion(input: unknown): SumsQuestion {
  const { period, from, to, groupBy, filter, top } = parsed(sumsInput, input);
  const by = groupBy ?? 'none';
  return {
    range: rangeOf(period, from, to, { from: 'from', to: 'to' }),
    groupBy: by,
    filter: asked(filter),
    top: top ?? USUAL_ROWS[by],
  };
}

/** Throws BadInput. */
export function compareQuestion(input: unknown): CompareQuestion {
  const { period, from, to, previous, previousFrom, previousTo, groupBy, filter, top } = parsed(compareInput, input);
  const by = groupBy ?? 'model';
  const names = { from: 'previousFrom', to: 'previousTo' };
  const isCustom = previous === 'custom' || (!previous && (previousFrom != null || previousTo != null));
  return {
    range: rangeOf(period, from, to, { from: 'from', to: 'to' }),
    previous: previous || isCustom ? rangeOf(previous ?? 'custom', previousFrom, previousTo, names) : null,
    groupBy: by,
    filter: asked(filter),
    top: top ?? USUAL_ROWS[by],
  };
}

/** Throws BadInput. */
export function checkNoInput(input: unknown): void {
  parsed(nothing, input ?? {});
}

function parsed<Schema extends z.ZodMiniType>(schema: Schema, input: unknown): z.infer<Schema> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new BadInput('The input has to be a JSON object.');
  }
  const { data, error } = z.safeParse(schema, input);
  const [issue] = error?.issues ?? [];
  if (!issue) return data as z.infer<Schema>;
  const place = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = place === 'filter' ? FILTERED : Object.keys((schema as unknown as z.ZodMiniObject).shape);
    const takes = known.length === 0 ? 'It takes no input.' : `It takes ${known.join(', ')}.`;
    throw new BadInput(`The input has a property that is not known${place === '' ? '' : ` in ${place}`}. ${takes}`);
  }
  throw new BadInput(`The input is not valid: ${place} ${issue.message}.`);
}

function asked(
  filter: Readonly<Partial<Record<FilteredBy, string | null | undefined>>> | null | undefined,
): AskedFilter {
  return Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => value != null));
}

const NAMED = {
  today: 'today',
  yesterday: 'yesterday',
  thisWeek: 'thisWeek',
  thisMonth: 'thisMonth',
  lastMonth: 'lastMonth',
  last7Days: 'last7',
  last30Days: 'last30',
} as const satisfies Record<Exclude<PeriodName, 'custom'>, string>;

/** `names`: those of the properties, for sentences. */
function rangeOf(
  period: PeriodName,
  from: string | null | undefined,
  to: string | null | undefined,
  names: { readonly from: string; readonly to: string },
): Range {
  if (period !== 'custom') {
    if (from == null && to == null) return { type: NAMED[period] };
    throw new BadInput(`${names.from} and ${names.to} go with the period custom alone.`);
  }
  if (from == null || to == null) {
    throw new BadInput(`The period custom needs ${names.from} and ${names.to}: days such as 2026-11-29, or instants.`);
  }
  const [start, end] = [from, to].map((each) => (isDay(each) ? null : instantOf(each)));
  if (start === null && end === null) {
    if (from > to) throw new BadInput(`${names.from} is after ${names.to}.`);
    return { type: 'days', from, to };
  }
  if (start == null || end == null || !Number.isFinite(start) || !Number.isFinite(end)) {
    throw new BadInput(
      `${names.from} and ${names.to} have to be two days such as 2026-11-29, or two instants such as 2026-11-29T14:00:00Z.`,
    );
  }
  if (start >= end) throw new BadInput(`${names.from} is not before ${names.to}.`);
  return { type: 'instants', start, end };
}

/** True of a day `YYYY-MM-DD` that there is. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const start = utcDayStart(text);
  return Number.isFinite(start) && utcDay(start) === text;
}

/** Instant in ms; NaN for text that is none, or that has no offset from UTC. */
function instantOf(text: string): number {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
}
