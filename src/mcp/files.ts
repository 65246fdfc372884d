/** Names of the MCP server's files in global storage: clients know the launcher's path, and it reads the setup beside it. */
export const LAUNCHER_FILE = 'mcp.cjs';
export const SETUP_FILE = 'mcp.json';
