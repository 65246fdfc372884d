import { displayWidth } from './displayWidth.ts';
import { escapeInline } from './escapeMarkdown.ts';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/**
 * A table whose raw text lines up too. Titles and cells are texts, whatever they contain; the total, where there is one,
 * is the last row, in bold.
 */
export function markdownTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  total: readonly string[] | null = null,
): string {
  const lines = [columns.map(({ title }) => title), ...rows].map((cells) => cells.map(escapeInline));
  if (total) lines.push(total.map(bold));
  const widths = columns.map((_, index) => Math.max(3, ...lines.map((cells) => displayWidth(cells[index] ?? ''))));
  const rule = columns.map(({ align }, index) => {
    const dashes = '-'.repeat((widths[index] ?? 3) + 1);
    return align === 'right' ? `${dashes}:` : `:${dashes}`;
  });
  const written = lines.map((cells) => {
    const padded = columns.map(({ align }, index) => pad(cells[index] ?? '', widths[index] ?? 3, align));
    return `| ${padded.join(' | ')} |`;
  });
  written.splice(1, 0, `|${rule.join('|')}|`);
  return written.join('\n');
}

function bold(cell: string): string {
  const text = escapeInline(cell);
  return text === '' ? '' : `**${text}**`;
}

function pad(cell: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(cell)));
  return align === 'right' ? space + cell : cell + space;
}
