import * as z from 'zod/mini';
import { type CostCentre, UNASSIGNED } from '../../shared/costCentre.ts';
import { DIMENSIONS } from '../../shared/dimensions.ts';
import { type BadEntry, entryLabel, LONGEST_ENTRY_NAME, nameOfEntry, quotedText } from '../../shared/namedEntry.ts';

/** Cost centres of the setting, in its order, and what in it does not count. */
export interface ParsedCostCentres {
  readonly centres: readonly CostCentre[];
  readonly bad: readonly BadEntry[];
}

export const NO_COST_CENTRES: ParsedCostCentres = { centres: [], bad: [] };

/** Noun of an entry in sentences. */
export const COST_CENTRE = 'Cost center';

const MOST_CENTRES = 500;
const MOST_VALUES = 1000;

const NAME = `name must be text of 1 to ${LONGEST_ENTRY_NAME} characters`;
const RESERVED = `name must not be “${UNASSIGNED}”, which is everything without a cost center`;

const entry = z.strictObject({
  name: z.string(NAME).check(
    z.trim(),
    z.minLength(1, NAME),
    z.maxLength(LONGEST_ENTRY_NAME, NAME),
    z.refine((name) => name.toLowerCase() !== UNASSIGNED.toLowerCase(), RESERVED),
  ),
  workspaces: valuesOf('workspaces', 'workspace'),
  apiKeys: valuesOf('apiKeys', 'apiKey'),
});

function valuesOf(field: string, dimension: 'workspace' | 'apiKey') {
  const message = `${field} must be a list of up to ${MOST_VALUES} IDs or names of ${DIMENSIONS[dimension].plural}`;
  const value = z.string(message).check(z.trim(), z.minLength(1, message));
  return z.optional(z.array(value, message).check(z.maxLength(MOST_VALUES, message)));
}

/** Reads the value of `claudeUsage.costCentres`, whatever it is. Bad entries spoil themselves alone. Never throws. */
export function parseCostCentres(value: unknown): ParsedCostCentres {
  if (value === undefined || value === null) return NO_COST_CENTRES;
  if (!Array.isArray(value)) return { centres: [], bad: [{ name: '', message: 'The cost centers must be a list.' }] };
  const centres = new Map<string, CostCentre>();
  const bad: BadEntry[] = [];
  const entries: readonly unknown[] = value;
  for (const [index, each] of entries.entries()) {
    const read = readEntry(each);
    const reason = typeof read === 'string' ? read : reasonAgainst(read, centres);
    const name = nameOfEntry(each);
    if (typeof read !== 'string' && reason === null) centres.set(read.name, read);
    else bad.push({ name, message: `${entryLabel(COST_CENTRE, name, index)}: ${reason}.` });
  }
  return { centres: [...centres.values()], bad };
}

/** A cost centre, or what is wrong with its first bad field. */
function readEntry(value: unknown): CostCentre | string {
  const parsed = z.safeParse(entry, value);
  if (!parsed.success) return reasonOf(parsed.error.issues[0]);
  const { name, workspaces = [], apiKeys = [] } = parsed.data;
  if (workspaces.length + apiKeys.length === 0) return 'workspaces or apiKeys must have an entry';
  return { name, workspaces, apiKeys };
}

function reasonOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'unrecognized_keys') return `a cost center has no field ${quotedText(issue.keys[0] ?? '')}`;
  return issue && issue.path.length > 0
    ? issue.message
    : 'a cost center must be an object with name and workspaces or apiKeys';
}

function reasonAgainst({ name }: CostCentre, before: ReadonlyMap<string, CostCentre>): string | null {
  if (before.has(name)) return 'an earlier cost center has the same name, and only the first one counts';
  return before.size >= MOST_CENTRES ? `only the first ${MOST_CENTRES} cost centers count` : null;
}
