import { documentColumns, documentTexts } from '../../export/documentCell.ts';
import { escapeHtml } from '../../export/escapeHtml.ts';
import { createFormat, type Format } from '../../shared/format.ts';
import { plainCellText } from '../../shared/tables/cellText.ts';
import { type Cell, type Column, fileTitle, type Row, type Table } from '../../shared/tables/table.ts';
import type { Report } from '../report.ts';
import { chartHtml } from './chart/chartHtml.ts';
import { type DocumentSection, type ReportDocument, reportDocument } from './document.ts';
import { LAYOUT, PALETTE } from './htmlStyle.ts';

/** What is around a report's content: a file's, or a tab's. In HTML, all of it ours. */
export interface HtmlFrame {
  /** Elements of the head, with the policy and the style sheet. */
  readonly head: string;
  readonly above: string;
  readonly below: string;
  /** True where a script sorts the tables: their cells have plain values then. */
  readonly isSortable: boolean;
}

/** A file that is mailed, printed and kept: it has no script, and loads nothing. */
const FILE: HtmlFrame = {
  head: `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>${PALETTE}${LAYOUT}</style>`,
  above: '',
  below: '',
  isSortable: false,
};

/** Sentences in place of a report: names in them are text, too. */
export function wordsHtml(
  { title, words }: { readonly title: string; readonly words: readonly string[] },
  locale: string,
  frame: HtmlFrame,
): string {
  return pageHtml(locale, title, `<header><h1>${escapeHtml(title)}</h1></header>\n${paragraphs(words)}`, frame);
}

/** A report as one HTML document that needs nothing else. Names in it are text, whatever they are. */
export function reportHtml(report: Report, frame: HtmlFrame = FILE): string {
  const format = createFormat(report.locale, report.period.zone);
  const document = reportDocument(report, format);
  const { title, words, sections, notIncluded } = document;
  const charts = report.charts.map((chart) => chartHtml(chart, format)).join('');
  const parts = [
    header(document),
    charts === '' ? '' : `<div class="charts">${charts}</div>`,
    paragraphs(words),
    ...sections.map((section) => sectionHtml(section, format, frame.isSortable)),
    notIncluded.length === 0 ? '' : `<section><h2>Not included</h2>${list(notIncluded)}</section>`,
  ];
  const content = parts.filter((part) => part !== '').join('\n');
  return pageHtml(report.locale, `${title}, ${report.organization}`, content, frame);
}

/** `content` is HTML. */
function pageHtml(locale: string, title: string, content: string, { head, above, below }: HtmlFrame): string {
  return `<!DOCTYPE html>
<html lang="${escapeHtml(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${head}
</head>
<body>
${above}<main>
${content}
</main>${below}
</body>
</html>
`;
}

function header({ title, lead, leadWords, answers, facts }: ReportDocument): string {
  const first = lead === '' ? '' : `<p class="lead">${escapeHtml(lead)}</p>`;
  const words = paragraphs(leadWords === '' ? [] : [leadWords]);
  return `<header><h1>${escapeHtml(title)}</h1>${first}${words}<p class="muted">${escapeHtml(answers)}</p>${list(facts, 'facts')}</header>`;
}

function sectionHtml(
  { title, paragraphs: words, table }: DocumentSection,
  format: Format,
  isSortable: boolean,
): string {
  const heading = escapeHtml(title);
  const body = table ? tableHtml(table, heading, format, isSortable) : '';
  return `<section${isWide(table) ? ' class="wide"' : ''}><h2>${heading}</h2>${paragraphs(words)}${body}</section>`;
}

/** Columns from which on a table is printed across the paper. */
const WIDE = 8;

function isWide(table: Table | null): boolean {
  return table !== null && documentColumns(table).columns.length >= WIDE;
}

/** `heading` is HTML. */
function tableHtml(table: Table, heading: string, format: Format, isSortable: boolean): string {
  const { columns, rows, total } = documentColumns(table);
  const textOf = documentTexts({ columns }, format, true);
  const marks = columns.map((column, at) =>
    classOf(
      column,
      rows.map((row) => row[at]),
    ),
  );
  const cellHtml = (cell: Cell | undefined, at: number) => {
    const column = columns[at];
    if (!column) return '';
    const plain = isSortable && cell ? ` data-value="${escapeHtml(sortKey(cell))}"` : '';
    const text = escapeHtml(textOf(cell, column));
    if (!marks[at]?.startsWith('words')) return `<td class="${marks[at]}"${plain}>${text}</td>`;
    const isName = cell?.kind === 'text' && cell.id !== undefined;
    return `<td class="${marks[at]}${isName ? ' name' : ''}"${plain}>${unbrokenDates(text)}</td>`;
  };
  const line = (row: Row) => `<tr>${row.map(cellHtml).join('')}</tr>`;
  const heads = columns.map(
    (column, at) => `<th scope="col" class="${marks[at]}">${escapeHtml(fileTitle(column))}</th>`,
  );
  const foot = total ? `\n<tfoot>${line(total)}</tfoot>` : '';
  return `<div class="scroller" role="region" aria-label="Table: ${heading}" tabindex="0"><table>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${rows.map(line).join('\n')}
</tbody>${foot}
</table></div>`;
}

/** Characters beyond which a text is a sentence, that has lines of some length. */
const SENTENCE = 30;

/** Figures and dates are on one line; other texts may take more. */
function classOf({ kind, unbroken }: Column, cells: readonly (Cell | undefined)[]): string {
  if (kind !== 'text') return 'figure';
  if (unbroken) return 'unbroken';
  const isLong = cells.some((cell) => cell?.kind === 'text' && cell.id === undefined && cell.text.length > SENTENCE);
  return isLong ? 'words sentences' : 'words';
}

/** Keeps numbers on the line of the word before them, such as days of their month, and years of their day. */
function unbrokenDates(html: string): string {
  return html.replace(/(?<=\p{L}\.?) (?=\d)|(?<=\d,) (?=\d{4}\b)/gu, '\u00a0');
}

/** A plain number, or a text; `''` for what is not known. */
function sortKey(cell: Cell): string {
  return cell.kind === 'text' && cell.order !== undefined ? String(cell.order) : plainCellText(cell);
}

function paragraphs(texts: readonly string[]): string {
  return texts.map((text) => `<p>${escapeHtml(text)}</p>`).join('');
}

function list(texts: readonly string[], name?: string): string {
  const items = texts.map((text) => `<li>${escapeHtml(text)}</li>`).join('');
  return `<ul${name === undefined ? '' : ` class="${name}"`}>${items}</ul>`;
}
