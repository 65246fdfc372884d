/** What makes an amount uncertain or leaves something out of it, the gravest first. */
const UNCERTAIN = [
  'notSaved',
  'unread',
  'noComparison',
  'unpriced',
  'listPrices',
  'contradiction',
  'chargesExpected',
  'comparedWithout',
  'unmatchedDays',
  'restated',
] as const;
/** What amounts are made of in general: it is as true tomorrow. */
const BACKGROUND = [
  'utcDays',
  'creditsIncluded',
  'priorityTier',
  'notBilled',
  'withoutKey',
  'withoutHour',
  'webSearch',
  'sentTwice',
  'accuracy',
  'unusualSpend',
  'nature',
] as const;

/** Topics of caveats in the order in which they are read. */
export const CAVEAT_TOPICS = [...UNCERTAIN, ...BACKGROUND] as const;
type CaveatTopic = (typeof CAVEAT_TOPICS)[number];

/** A sentence that qualifies figures. */
export interface Caveat {
  readonly about: CaveatTopic;
  readonly text: string;
}

/** Topics that an answer and a summary say with other numbers: the answer's sentence says it for both. */
const SAID_ONCE: ReadonlySet<CaveatTopic> = new Set(['priorityTier', 'notBilled']);

/** The most caveats that are seen before the reader asks for the others. */
const MOST_IN_SIGHT = 3;

/** Caveats of an answer and of the summary above it, the gravest first, each once. */
export function caveatsTogether(ofAnswer: readonly Caveat[], ofSummary: readonly Caveat[]): readonly Caveat[] {
  const said = new Set(ofAnswer.map(({ about }) => about).filter((about) => SAID_ONCE.has(about)));
  const all = [...ofAnswer, ...ofSummary.filter(({ about }) => !said.has(about))];
  const byText = new Map(all.map((caveat) => [caveat.text, caveat]));
  const place = ({ about }: Caveat) => CAVEAT_TOPICS.indexOf(about);
  return [...byText.values()].sort((a, b) => place(a) - place(b));
}

/** Divides caveats, the gravest first, into those in sight and those that the reader asks for. */
export function divideCaveats(caveats: readonly Caveat[]) {
  const uncertain: readonly string[] = UNCERTAIN;
  const grave = caveats.findIndex(({ about }) => !uncertain.includes(about));
  const count = Math.min(grave < 0 ? caveats.length : grave, MOST_IN_SIGHT);
  return { inSight: caveats.slice(0, count), onDemand: caveats.slice(count) };
}
