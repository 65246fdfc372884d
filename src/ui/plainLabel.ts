import { plainText } from '../shared/plainText.ts';

/** Text from elsewhere for an item of a list, which would make an icon of `$(…)`. */
export function plainLabel(text: string): string {
  return plainText(text).replaceAll('$(', '\\$(');
}
