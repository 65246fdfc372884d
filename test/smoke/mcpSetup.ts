import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { MCP_CLIENTS } from '../../src/ui/mcp/mcpClients.ts';
import { DAY } from '../adminApi/world/time.ts';
import { AT_LAST, until } from '../workbench/until.ts';
import { type Bed, connect, format } from './bed.ts';

const OCTOBER = Date.UTC(2026, 9, 1);
const QUESTION = { name: 'get_spend', arguments: { period: 'lastMonth' } };
const answer = z.object({ result: z.object({ content: z.array(z.object({ text: z.string() })) }) });
const spend = z.object({ total: z.string() });

/** What a user copies for an MCP client, and what that is answered. */
export function specifyMcpSetup(bed: () => Bed): void {
  describe('Copy MCP Setup', () => {
    before(() => connect(bed()));

    /** Picks a client, and tells what is on the clipboard then. */
    const copyFor = async (client: string) => {
      const { window } = bed();
      const { page, quickInput, notifications } = window;
      await page.evaluate('navigator.clipboard.writeText("")');
      await window.runCommand('Claude Usage: Copy MCP Setup');
      await quickInput.asked();
      await bed().stage.picture(window, 'mcp-clients');
      await quickInput.pick(client);
      const copied = await until(`the setup for ${client}`, AT_LAST, async () => {
        return String(await page.evaluate('navigator.clipboard.readText()')) || undefined;
      });
      await notifications.message(new RegExp(`The setup for ${client} was copied`));
      await bed().stage.picture(window, 'mcp-copied');
      await notifications.clearAll();
      return copied;
    };

    it('has a setup for each client, and says where it goes', async () => {
      await bed().stage.profile.grantPermissions(['clipboard-read', 'clipboard-write']);
      const setup = JSON.parse(await copyFor('Cursor'));
      assert.equal(setup.mcpServers['claude-usage'].command, 'node');
      await bed().window.runCommand('Claude Usage: Copy MCP Setup');
      await bed().window.quickInput.asked();
      assert.deepEqual(
        await bed().window.quickInput.entries(),
        MCP_CLIENTS.flatMap(({ name, advice }) => [name, advice]),
      );
      await bed().window.quickInput.close();
    });

    it('copies a command whose server answers with the bill of last month', async () => {
      const command = (await copyFor('Claude Code')).replace(/^claude mcp add .* -- /, '');
      const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: QUESTION };
      const asked = `printf '%s\\n' "$QUESTION" | ${command}`;
      const env = { ...process.env, QUESTION: JSON.stringify(call) };
      const { stdout } = await promisify(execFile)('sh', ['-c', asked], { env });
      const { content } = answer.parse(JSON.parse(stdout)).result;
      const { truth } = bed().stage.api;
      const days = Array.from({ length: 31 }, (_, day) => truth.billOf(OCTOBER + day * DAY).total);
      const { total } = spend.parse(JSON.parse(content[0]?.text ?? ''));
      const bill = format.money(days.reduce((sum, amount) => sum + amount, 0n));
      assert.equal(total, bill.replace(/[$,]/g, ''));
    });
  });
}
