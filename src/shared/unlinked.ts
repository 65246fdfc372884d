import { plainText } from './plainText.ts';

/** Text from elsewhere for a notification, which would make a link of `[…](…)`. */
export function unlinked(text: string): string {
  return plainText(text).replaceAll('](', '] (');
}
