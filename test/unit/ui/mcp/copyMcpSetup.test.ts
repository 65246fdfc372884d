import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyMcpSetup } from '../../../../src/ui/mcp/copyMcpSetup.ts';
import { MCP_CLIENTS } from '../../../../src/ui/mcp/mcpClients.ts';

const textFor = (name: string, launcher: string, platform: NodeJS.Platform = 'linux') =>
  MCP_CLIENTS.find((client) => client.name === name)?.text(launcher, platform) ?? '';

describe('Copy MCP Setup', () => {
  async function run(pick: string, isEnabled = true, answer?: string) {
    const told: string[] = [];
    const done: string[] = [];
    const offered: { label: string; detail?: string }[] = [];
    const tell = async (message: string) => {
      told.push(message);
      return answer;
    };
    const showQuickPick = async (items: readonly { label: string; detail?: string }[]) => {
      offered.push(...items);
      return items.find(({ label }) => label === pick);
    };
    const window = { showInformationMessage: tell, showWarningMessage: tell, showQuickPick };
    await copyMcpSetup({
      files: { launcher: '/storage/mcp.cjs', write: async () => void done.push('written') },
      window: window as unknown as Parameters<typeof copyMcpSetup>[0]['window'],
      clipboard: { writeText: async (text) => void done.push(text) },
      isEnabled: () => isEnabled,
      openSetting: async () => void done.push('setting'),
      platform: 'linux',
    });
    return { told, done, offered };
  }

  it('Copy MCP Setup writes the launcher, copies a client’s text, and says where it goes and what it needs', async () => {
    const { told, done } = await run('Claude Code');
    assert.deepEqual(done, ['written', 'claude mcp add --scope user claude-usage -- node "/storage/mcp.cjs"']);
    assert.deepEqual(told, [
      'Claude Usage: The setup for Claude Code was copied. Run it in a terminal. It needs Node.js 22.13 or newer as “node” on the path.',
    ]);
  });

  it('Copy MCP Setup copies again where the user has copied something else meanwhile', async () => {
    const command = 'claude mcp add --scope user claude-usage -- node "/storage/mcp.cjs"';
    const { done } = await run('Claude Code', true, 'Copy Again');
    assert.deepEqual(done, ['written', command, command]);
  });

  it('Copy MCP Setup says of each client where its setup goes, before one is picked', async () => {
    const { offered } = await run('nobody');
    assert.deepEqual(
      offered.map(({ label, detail }) => [label, detail]),
      MCP_CLIENTS.map(({ name, advice }) => [name, advice]),
    );
  });

  it('Copy MCP Setup does nothing where nobody is picked', async () => {
    const { told, done } = await run('nobody');
    assert.deepEqual([told, done], [[], []]);
  });

  it('Copy MCP Setup offers the setting instead where the tools are switched off', async () => {
    const { told, done } = await run('Claude Code', false, 'Open Setting');
    assert.match(told[0] ?? '', /claudeUsage\.tools\.enabled is false/);
    assert.deepEqual(done, ['setting']);
  });

  it('the command for a terminal keeps any path in one piece', () => {
    for (const path of [
      '/home/me/mcp.cjs',
      '/Users/me/Library/Application Support/mcp.cjs',
      `/a "b" $HOME \`c\` 'd'!/mcp.cjs`,
    ]) {
      const command = textFor('Claude Code', path).replace(/^.* -- node /, 'printf %s ');
      assert.equal(execFileSync('sh', ['-c', command], { encoding: 'utf8' }), path);
    }
    const windows = 'C:\\Users\\Jo Do\\mcp.cjs';
    assert.match(textFor('Claude Code', windows, 'win32'), /node "C:\\Users\\Jo Do\\mcp\.cjs"$/);
  });

  it('the JSON of each other client starts the launcher with node, under the name that it looks for', () => {
    const path = 'C:\\Users\\Jo "Do"\\mcp.cjs';
    const sections = Object.fromEntries(
      MCP_CLIENTS.slice(1).map(({ name }) => [name, JSON.parse(textFor(name, path))] as const),
    );
    const start = { command: 'node', args: [path] };
    const mcpServers = { mcpServers: { 'claude-usage': start } };
    assert.deepEqual(sections, {
      'Claude Desktop': mcpServers,
      Cursor: mcpServers,
      Windsurf: mcpServers,
      Zed: { context_servers: { 'claude-usage': { source: 'custom', ...start } } },
      'VS Code': { servers: { 'claude-usage': { type: 'stdio', ...start } } },
    });
  });
});
