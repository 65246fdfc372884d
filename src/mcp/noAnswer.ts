/** Why there is no answer, in a sentence. */
export class NoAnswer extends Error {}

/** After an update of the extension, of which this process is still the version before. */
export const RESTART = 'Claude Usage & Cost has been updated: restart this MCP server, or the program that runs it.';
