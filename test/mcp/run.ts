// Tries the packed MCP server with the inspector's command line and the conformance suite, which are fetched once: npm run test:mcp
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Ledger } from '../../src/ledger/ledger.ts';
import { LAUNCHER_FILE, SETUP_FILE } from '../../src/mcp/files.ts';
import type { McpSetup } from '../../src/mcp/setup.ts';
import { TOOLS } from '../../src/tools/tools.ts';
import { npmInstall } from '../workbench/npmInstall.ts';
import { checkout, provide } from '../workbench/provide.ts';
import { bridge } from './httpBridge.ts';

const INSPECTOR = '1.0.3';
const CONFORMANCE = '0.1.16';
/** Those of a server that has tools of its own alone: others want a server made for the suite. */
const SCENARIOS = ['server-initialize', 'ping', 'tools-list'];

const run = promisify(execFile);
const installed = await provide(`mcp-inspector-${INSPECTOR}-conformance-${CONFORMANCE}`, async (folder) => {
  console.log('Fetching the inspector and the conformance suite (about 70 MB on disk, once) ...');
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const packages = [
    `@modelcontextprotocol/inspector-cli@${INSPECTOR}`,
    `@modelcontextprotocol/conformance@${CONFORMANCE}`,
  ];
  await npmInstall(folder, [...packages, '--no-package-lock']);
  // The inspector reads its version from the folder above it, where its own repository has one.
  await writeFile(
    join(folder, 'node_modules', '@modelcontextprotocol', 'package.json'),
    '{ "name": "inspector", "version": "0.0.0" }\n',
  );
});
const packageFile = (...path: string[]) => join(installed, 'node_modules', '@modelcontextprotocol', ...path);

const storage = mkdtempSync(join(tmpdir(), 'claude-usage-mcp-'));
try {
  const dist = join(checkout, 'dist');
  const launcher = join(storage, LAUNCHER_FILE);
  const ledger = join(storage, 'ledger.db');
  copyFileSync(join(dist, 'mcpLauncher.cjs'), launcher);
  const server = join(dist, 'mcpServer.mjs');
  const settings = { version: '0.0.0', enabled: true, sample: false, zone: 'UTC', historyDays: 90 };
  writeFileSync(join(storage, SETUP_FILE), JSON.stringify({ ...settings, server, ledger } satisfies McpSetup));
  using store = new Ledger(ledger, Date.now());
  store.organization({ id: 'org_acme', name: 'Acme' });

  const inspect = async (...args: string[]) => {
    const command = [packageFile('inspector-cli', 'build', 'index.js'), process.execPath, launcher, ...args];
    return JSON.parse((await run(process.execPath, command)).stdout);
  };
  const { tools } = await inspect('--method', 'tools/list');
  assert.deepEqual(
    tools.map(({ name }: { name: string }) => name),
    TOOLS.map(({ name }) => name),
  );
  const { content } = await inspect('--method', 'tools/call', '--tool-name', 'get_status');
  assert.deepEqual(JSON.parse(content[0].text).organizations, [{ id: 'org_acme', name: 'Acme' }]);
  console.log('✓ the inspector lists the tools, and calls one');

  await using bridged = await bridge(launcher);
  const suite = packageFile('conformance', 'dist', 'index.js');
  for (const scenario of SCENARIOS) {
    const args = [suite, 'server', '--url', bridged.url, '--scenario', scenario];
    // It exits with 1 where a check fails.
    await run(process.execPath, args, { cwd: storage });
    console.log(`✓ conformance: ${scenario}`);
  }
} finally {
  rmSync(storage, { recursive: true, force: true });
}
