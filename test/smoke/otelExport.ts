import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeResponse } from '../otel/decode.ts';
import { answering, LoopbackReceiver, TAKEN } from '../otel/receiver.ts';
import { AT_LAST, until } from '../workbench/until.ts';
import { type Bed, connect, itemOf } from './bed.ts';

const SECRET = 'hush-hush-token';
const COMMAND = 'Claude Usage: Set OpenTelemetry Headers';

/** The export to OpenTelemetry, and its headers, with receivers on this machine. */
export function specifyOtelExport(bed: () => Bed): void {
  describe('the export to OpenTelemetry', () => {
    let receiver: LoopbackReceiver;
    let other: LoopbackReceiver;
    before(async () => {
      [receiver, other] = await Promise.all([LoopbackReceiver.open(), LoopbackReceiver.open()]);
      await connect(bed());
    });
    after(() => Promise.all([receiver, other].map((each) => each[Symbol.asyncDispose]())));

    /** Sets the export, and has the window take that over. */
    const exportTo = async ({ url }: LoopbackReceiver, own: Readonly<Record<string, unknown>> = {}) => {
      const settings = { 'claudeUsage.otel.enabled': true, 'claudeUsage.otel.endpoint': url, ...own };
      await bed().stage.writeSettings(settings);
      await bed().window.reload();
      await itemOf(bed()).text(/\$/);
    };
    /** Waits until the tooltip's line about the export fits, and tells it. */
    const line = async (pattern: RegExp, picture: string) => {
      const found = await until(`a tooltip with ${pattern}`, AT_LAST, async () => {
        const lines = (await itemOf(bed()).tooltip()).split('\n').map((each) => each.trim());
        return lines.find((each) => each.startsWith('OpenTelemetry: ') && pattern.test(each));
      });
      await itemOf(bed()).hover();
      await bed().stage.picture(bed().window, picture, { x: 640, y: 330, width: 640, height: 470 });
      return found;
    };
    const headerOf = ({ requests }: LoopbackReceiver) => requests.at(-1)?.headers['api-key'];

    it('shows why a receiver refuses, in its own words', async () => {
      receiver.answer = answering(401, 'unknown api key');
      await exportTo(receiver);
      assert.equal(
        await line(/401/, 'otel-refused'),
        'OpenTelemetry: Not sent: The receiver answered with status 401: unknown api key. Nothing sent yet',
      );
      assert.equal(headerOf(receiver), undefined);
      await bed().window.notifications.openCentre();
      assert.deepEqual(await bed().window.notifications.messages(), []);
    });

    it('asks for headers, and says what is wrong with them while they are typed', async () => {
      const { quickInput, page } = bed().window;
      await bed().window.runCommand(COMMAND);
      const asked = await quickInput.asked();
      assert.equal(asked.password, true);
      assert.ok(asked.message.startsWith(`Headers for ${receiver.url}: name=value pairs with a comma`), asked.message);
      await page.locator('.quick-input-box input.input').fill(SECRET);
      const problem = /^Header 1 has no “=”\. Write name=value, and a comma inside of a value as %2C\./;
      const said = await until('what is wrong', AT_LAST, async () => {
        const { message } = await quickInput.asked();
        return problem.test(message) ? message : undefined;
      });
      assert.ok(!said.includes(SECRET));
      await bed().stage.picture(bed().window, 'otel-headers');
    });

    it('sends with headers as soon as they are set, and shows what a receiver has not taken', async () => {
      const words = `too old for ${SECRET}`;
      const partly = encodeResponse({ rejectedDataPoints: 3, errorMessage: words });
      receiver.answer = answering(200, partly, { 'content-type': 'application/x-protobuf' });
      await bed().window.quickInput.answer(`api-key=${SECRET}`);
      const message = await bed().window.notifications.message(/headers were set/);
      assert.equal(message, `Claude Usage: The OpenTelemetry headers were set for ${receiver.url}.`);
      const said = await line(/rejected/, 'otel-partly');
      assert.match(
        said,
        /^OpenTelemetry: Last sent 14:\d\d, \d+ series · The receiver rejected 3 series: too old for \*\*\*$/,
      );
      assert.equal(headerOf(receiver), SECRET);
      await bed().window.notifications.clearAll();
    });

    it('sends headers to no other address, and nothing without them until they are removed', async () => {
      await exportTo(other);
      const said = await line(/not sent to/, 'otel-other-address');
      const bound = `The OpenTelemetry headers were set for ${receiver.url}, so they are not sent to ${other.url}.`;
      assert.ok(
        said.startsWith(`OpenTelemetry: Not sent: ${bound} Run Set OpenTelemetry Headers again. Last sent `),
        said,
      );
      assert.deepEqual(other.requests, []);
      other.answer = TAKEN;
      await bed().window.runCommand(COMMAND);
      assert.match(
        (await bed().window.quickInput.asked()).message,
        /Leave it empty to remove the headers that are set/,
      );
      await bed().window.quickInput.answer('');
      await bed().window.notifications.message(/headers were removed/);
      await until('metrics', AT_LAST, async () => (other.requests.length > 0 ? true : undefined));
      assert.equal(headerOf(other), undefined);
      assert.match(await line(/^OpenTelemetry: Last sent/, 'otel-sent'), /Last sent 14:\d\d, \d+ series$/);
      await bed().window.notifications.clearAll();
    });

    it('sends nothing that its receiver is known to refuse', async () => {
      await exportTo(receiver, { 'claudeUsage.otel.preset': 'datadog', 'claudeUsage.otel.temporality': 'cumulative' });
      const said = await line(/cumulative/, 'otel-combination');
      const problem = 'Datadog does not take metrics of cumulative temporality.';
      assert.ok(
        said.startsWith(`OpenTelemetry: Not sent: ${problem} Set claudeUsage.otel.temporality to auto or delta.`),
      );
    });

    // This VS Code writes no log, as it has no native modules: that the log is free of them is a unit test's.
    it('leaves headers in no file', async () => {
      const { home } = bed().stage.server;
      const entries = await readdir(home, { recursive: true, withFileTypes: true });
      const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
      for (const path of paths.filter((each) => !each.startsWith(join(home, 'extensions')))) {
        assert.ok(!(await readFile(path, 'latin1').catch(() => '')).includes(SECRET), path);
      }
      await bed().stage.writeSettings({});
    });
  });
}
