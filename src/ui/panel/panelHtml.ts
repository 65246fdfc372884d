import type { Choice } from '../../shared/choice.ts';
import type { OfferedReport } from '../../shared/offeredReports.ts';

export interface PanelHtml {
  /** Fresh random characters for every page. */
  readonly nonce: string;
  readonly scriptUri: string;
  /** The whole style sheet, inline: a file of its own would delay the first drawing. */
  readonly style: string;
  /** BCP 47. */
  readonly locale: string;
  /** Choice of a page without a state of its own: the one shown last. */
  readonly choice: Choice;
  /** Choices that led to it. */
  readonly path: readonly Choice[];
  /** In the order that they are offered. */
  readonly reports: readonly OfferedReport[];
}

/**
 * The panel's page: one constant, into which only our style sheet, the script's address, the nonce, the language, the
 * choice with its path and the names of reports are put. The toolkit reads the nonce for its styles from the `csp-nonce` property.
 */
export function panelHtml({ nonce, scriptUri, style, locale, choice, path, reports }: PanelHtml): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${attribute(locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta property="csp-nonce" content="${attribute(nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style nonce="${attribute(nonce)}">${style}</style>
<title>Claude Usage</title>
</head>
<body>
<div id="app" data-choice="${attribute(JSON.stringify(choice))}" data-path="${attribute(JSON.stringify(path))}" data-reports="${attribute(JSON.stringify(reports))}"></div>
<script src="${attribute(scriptUri)}" nonce="${attribute(nonce)}"></script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
