const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^\p{Cc}/u;
const AFTER_SEPARATOR = /(?<=[;\t\r\n])(?=(?:(?![\t\r\n])[\s\p{Cf}])*[=+\-@＝＋－＠])/gu;

/**
 * A text cell that no spreadsheet runs (OWASP, "CSV Injection"): one that would begin a formula gets a leading apostrophe,
 * as does what follows a semicolon, a tab or a line's end, where spreadsheets of other locales begin a cell. For text
 * alone; a negative number begins with `-` and is none.
 */
export function harmless(cell: string): string {
  const inside = cell.replace(AFTER_SEPARATOR, "'");
  return FORMULA.test(cell) ? `'${inside}` : inside;
}
