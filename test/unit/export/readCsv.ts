/** The rows of comma-separated values, read after RFC 4180 and no laxer: throws where a line does not end as it must. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = /"((?:[^"]|"")*)"/y;
    const plain = /[^",\r\n]*/y;
    quoted.lastIndex = plain.lastIndex = at;
    const inQuotes = quoted.exec(text);
    const [whole = '', inside] = inQuotes ?? plain.exec(text) ?? [];
    row.push(inside === undefined ? whole : inside.replaceAll('""', '"'));
    at += whole.length;
    if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else if (text[at] === ',') {
      at += 1;
    } else {
      throw new Error(`no comma and no end of line at ${at}`);
    }
  }
  if (row.length > 0) throw new Error('the last line has no end');
  return rows;
}
