// Prints every sentence and label that a user can read: `npm run words`, `npm run words -- webview` for a folder.
import { userTexts } from './userText.ts';

const prefixes = process.argv.slice(2);
for (const { file, line, text } of userTexts(process.cwd())) {
  if (prefixes.length === 0 || prefixes.some((prefix) => file.startsWith(prefix)))
    console.log(`${file}:${line}  ${text}`);
}
