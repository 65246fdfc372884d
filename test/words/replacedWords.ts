/** Words that users do not read any more, and those to write instead. */
interface ReplacedWord {
  readonly pattern: RegExp;
  readonly instead: string;
}

export const REPLACED_WORDS: readonly ReplacedWord[] = [
  // One thing has one name.
  { pattern: /\bClaude spend\b/, instead: 'Claude Usage' },
  // OpenTelemetry has a cumulative temporality.
  { pattern: /\bcumulative\b(?! temporality)/i, instead: 'running total' },
  { pattern: /\bpictures?\b/i, instead: 'image' },
  { pattern: /\bcrumbs?\b/i, instead: 'breadcrumb' },
  { pattern: /\bhours of (the|a) week\b/i, instead: 'heat map' },
  { pattern: /\b(an|per) hour, by\b|\bhow sure\b/i, instead: 'burn rate; status' },
  {
    pattern:
      /\bagainst (before|nothing)\b|\bthe period before\b|\bthe (\d+|\{\}) days before\b|\bby this (time|day)\b/i,
    instead: 'previous period',
  },
  { pattern: /\bledger\b/i, instead: 'history, or local history' },
  { pattern: /\bnarrow(s|ed)?\b/i, instead: 'filter' },
  { pattern: /\bwithout a price\b|\bpriced at nothing\b/i, instead: 'unpriced, not priced' },
  { pattern: /\bbill of (?!materials)/i, instead: 'bill for' },
  // Plain English.
  { pattern: /\bwholly\b/i, instead: 'entirely' },
  { pattern: /\bwhole\b/i, instead: 'final, complete, full or entire' },
  { pattern: /\b(told|tells?|telling)\b/i, instead: 'report, show, distinguish' },
  { pattern: /\bbeside\b/i, instead: 'next to, in addition to' },
  { pattern: /\bstands?\b/i, instead: 'is, is shown' },
  { pattern: /\bof which\b|\bwhereof\b/i, instead: 'a sentence of its own' },
  { pattern: /\b(is|are|was|were|be|not) kept\b|\bkept (as|by)\b/i, instead: 'saved, stored' },
  {
    pattern: /\b(in|on) no (bill|dollars|line)\b|\bno (Admin )?API key of\b|\bof its own\b/i,
    instead: 'a sentence with not',
  },
  { pattern: /\blook(s|ing)? into\b/i, instead: 'check' },
  { pattern: /\b(of|for) what\?|\bof which \w+\?/i, instead: 'which …?' },
  { pattern: /\bdearest\b/i, instead: 'most expensive, top' },
  { pattern: /\basks? (again|for a pause)\b|\bleft alone\b/i, instead: 'try again; rate limit' },
  { pattern: /\bdear\b|\blately\b|\botherwise than\b|\bof its own accord\b|\bbroke off\b/i, instead: 'everyday words' },
];
