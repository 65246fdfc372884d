/** Comma-separated values after RFC 4180. */
export const LINE_END = '\r\n';

/** Cells as one line, or a part of one, without the line's end. */
export function csvCells(cells: readonly string[]): string {
  return cells.map(quoted).join(',');
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
