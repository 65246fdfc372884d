/** Words as they begin a sentence or head a column. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
