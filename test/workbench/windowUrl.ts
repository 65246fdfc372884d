import type { Server } from './server.ts';

export interface WindowContent {
  /** Absolute path of the folder to open; without one the window is empty. */
  readonly folder?: string;
  /** Absolute path of an extension's folder to load: a development server alone heeds it, and only one per window. */
  readonly extension?: string;
  /** Absolute path of a CommonJS file that exports `run(): Promise<void>`, for the extension host to run. */
  readonly tests?: string;
}

/** The address that opens a window with this content. */
export function windowUrl(server: Server, content: WindowContent = {}): string {
  const url = new URL(server.origin);
  if (content.folder === undefined) url.searchParams.set('ew', 'true');
  else url.searchParams.set('folder', content.folder);
  const remote = (path: string) => `vscode-remote://${url.host}${path}`;
  const payload: [string, string][] = [];
  if (content.extension !== undefined) payload.push(['extensionDevelopmentPath', remote(content.extension)]);
  if (content.tests !== undefined) payload.push(['extensionTestsPath', remote(content.tests)]);
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
