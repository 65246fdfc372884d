/** A program that can run the MCP server, and how it is told to. */
export interface McpClient {
  readonly name: string;
  /** Goes on the clipboard. */
  readonly text: (launcher: string, platform: NodeJS.Platform) => string;
  /** Says where that goes, as a sentence. */
  readonly advice: string;
}

/** Name of the server in the clients. */
const SERVER = 'claude-usage';

const start = (launcher: string) => ({ command: 'node', args: [launcher] });
/** JSON to be put into a file that may hold more. */
const entryIn = (section: string, own: object) => (launcher: string) =>
  JSON.stringify({ [section]: { [SERVER]: { ...own, ...start(launcher) } } }, null, 2);
const mcpServers = entryIn('mcpServers', {});

/** In the order of the list that the user picks from. */
export const MCP_CLIENTS: readonly McpClient[] = [
  {
    name: 'Claude Code',
    text: (launcher, platform) => `claude mcp add --scope user ${SERVER} -- node ${quoted(launcher, platform)}`,
    advice: 'Run it in a terminal.',
  },
  {
    name: 'Claude Desktop',
    text: mcpServers,
    advice: 'Add it to claude_desktop_config.json, which Settings > Developer > Edit Config opens, and restart Claude.',
  },
  { name: 'Cursor', text: mcpServers, advice: 'Add it to ~/.cursor/mcp.json.' },
  { name: 'Windsurf', text: mcpServers, advice: 'Add it to ~/.codeium/windsurf/mcp_config.json.' },
  {
    name: 'Zed',
    text: entryIn('context_servers', { source: 'custom' }),
    advice: 'Add it to settings.json, which the action “zed: open settings file” opens.',
  },
  {
    name: 'VS Code',
    text: entryIn('servers', { type: 'stdio' }),
    advice:
      'Not needed in this profile, whose chat has the tools already. Elsewhere, add it to mcp.json, which the command “MCP: Open User Configuration” opens.',
  },
];

/** An argument for a shell of the platform: in double quotes where that is all it takes, as people expect it. */
function quoted(text: string, platform: NodeJS.Platform): string {
  // No path of Windows has a quotation mark, and its shells take a backslash as it is.
  if (platform === 'win32' || !/["$`\\!]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
