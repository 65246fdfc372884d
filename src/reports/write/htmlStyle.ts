/**
 * Style sheets of a report in HTML. The layout takes all colours from variables: a file brings its own, a tab has the
 * editor's, under the same names.
 */

const LIGHT = `
--page: #fff;
--text: #1f1e1d;
--muted: #65635f;
--line: #d6d3cc;
--card: #f6f4f0;
--series-0: #4269cf;
--series-1: #c37f1d;
--series-2: #2e9f7f;
--series-3: #a283aa;
--series-4: #c03c4a;
--series-5: #613b76;
--series-6: #385803;
--series-7: #7a3146;
--series-other: #696b74;`;

const DARK = `
--page: #1f1e1d;
--text: #e9e7e3;
--muted: #b0ada6;
--line: #4b4843;
--card: #282725;
--series-0: #6a9cfb;
--series-1: #e59347;
--series-2: #3a8973;
--series-3: #9e87a8;
--series-4: #c74b3b;
--series-5: #7b63b7;
--series-6: #83e2ed;
--series-7: #ded1a8;
--series-other: #a9b1ac;`;

/** Colours of a file: light ones, on paper always, and dark ones where the reader has them so. Series are the panel's. */
export const PALETTE = `
:root { color-scheme: light dark; ${LIGHT} }
@media screen and (prefers-color-scheme: dark) { :root { ${DARK} } }
body { margin: 0; background: var(--page); color: var(--text); font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
`;

const SERIES = [0, 1, 2, 3, 4, 5, 6, 7, 'other']
  .map((slot) => `.s${slot === 'other' ? 'o' : slot} { color: var(--series-${slot}); }`)
  .join('\n');

export const LAYOUT = `
main { max-width: 1280px; margin: 0 auto; padding: 16px 24px 32px; }
h1, h2, p, ul, ol, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1 { font-size: 1.25em; font-weight: 600; overflow-wrap: anywhere; }
h2 { font-size: 1.1em; font-weight: 600; overflow-wrap: anywhere; }
p, li { max-width: 80ch; overflow-wrap: anywhere; }
header { display: grid; gap: 6px; }
.lead { font-size: 1.9em; font-weight: 600; line-height: 1.25; max-width: 40ch; text-wrap: balance; }
.muted, .facts { color: var(--muted); }
.facts { display: flex; flex-wrap: wrap; gap: 2px 20px; font-size: 0.93em; }
main > p { margin-top: 20px; color: var(--muted); }
section { margin-top: 28px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; }
section > ul { display: grid; gap: 4px; list-style: disc; padding-left: 1.4em; }

.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr)); gap: 16px; margin-top: 20px; }
figure { min-width: 0; padding: 12px 16px 14px; background: var(--card); border: 1px solid var(--card-border, var(--line)); border-radius: 6px; break-inside: avoid; }
figcaption { font-weight: 600; margin-bottom: 8px; overflow-wrap: anywhere; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 14px; margin-bottom: 8px; font-size: 0.9em; color: var(--muted); }
.legend svg { margin-right: 5px; }
.plot { display: flex; }
.plot svg { flex: none; overflow: visible; }
.plot .over-time { flex: 1; min-width: 0; width: 0; }
.plot text { font-size: 11px; fill: var(--muted); font-variant-numeric: tabular-nums; }
.y-axis text, .last { text-anchor: end; }
.mid { text-anchor: middle; display: none; }
.grid { stroke: var(--line); stroke-width: 1; }
.axis { stroke: var(--muted); stroke-width: 1; }
.track { fill: var(--muted); fill-opacity: 0.2; }
.mark { fill: currentColor; }
rect.e { fill-opacity: 0.4; stroke: currentColor; stroke-width: 1; }
.line { stroke: currentColor; stroke-width: 2; stroke-linecap: round; }
.line.e { stroke-dasharray: 4 4; }
${SERIES}
.ranked { display: grid; gap: 7px; }
.ranked li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; max-width: none; align-items: center; }
.ranked svg { grid-row: 2; grid-column: 1 / 3; width: 100%; overflow: visible; }
.ranked .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.ranked .figure { text-align: right; }

.scroller { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 3px 12px 3px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { font-weight: 600; vertical-align: bottom; color: var(--muted); }
th:last-child, td:last-child { padding-right: 0; }
td.figure, td.unbroken, .ranked .figure { white-space: nowrap; }
.figure { font-variant-numeric: tabular-nums; }
th.figure, td.figure { text-align: right; }
td.words { max-width: 44ch; overflow-wrap: break-word; }
td.sentences { min-width: 24ch; }
tfoot td { font-weight: 600; border-bottom: 0; border-top: 2px solid var(--line); }

@media (min-width: 640px) {
  .mid { display: inline; }
  .ranked { grid-template-columns: fit-content(45%) minmax(0, 1fr) auto; }
  .ranked li { grid-column: 1 / -1; grid-template-columns: subgrid; }
  .ranked svg { grid-row: auto; grid-column: auto; }
}

/* Where a table is not to be scrolled, its words make room for its figures. */
@media print, (min-width: 1000px) {
  td.words { min-width: 11ch; overflow-wrap: anywhere; }
}
@media (max-width: 319px) { .plot .last { display: none; } }
@media (max-width: 499px) { .plot .last.long { display: none; } }

@media print {
  @page { size: auto; margin: 14mm; }
  @page wide { size: landscape; margin: 12mm; }
  body { font-size: 9.5pt; line-height: 1.4; }
  main { max-width: none; padding: 0; }
  .charts { grid-template-columns: minmax(0, 1fr); }
  figure { background: none; }
  .wide { page: wide; }
  .scroller { overflow: visible; }
  table { font-size: 0.9em; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  tr { break-inside: avoid; }
  h1, h2, .lead, figcaption { break-after: avoid; }
  section > p { break-after: avoid; }
  th, td { padding-right: 8px; }
}
`;
