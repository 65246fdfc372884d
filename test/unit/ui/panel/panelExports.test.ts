import assert from 'node:assert/strict';
import { createPanelExports, type PanelExports } from '../../../../src/ui/panel/panelExports.ts';
import { FakeEditor } from '../../hostSide/fakeEditor.ts';

const DONE = { outcome: 'done' };
const NAME = 'claude-cost-by-model-2026-11-22.csv';
const image = (length = 100) => {
  const bytes = new Uint8Array(length);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return bytes;
};

describe('the exports of the panel', () => {
  let editor: FakeEditor;
  let exports: PanelExports;
  let log: string[];

  beforeEach(() => {
    editor = new FakeEditor();
    log = [];
    exports = createPanelExports({ editor, home: '/home/ada', onLog: (line) => log.push(line) });
  });

  describe('a CSV file', () => {
    it('a CSV file is offered in the first folder that can be written, as UTF-8', async () => {
      editor.unwritable.add('vscode-vfs');
      editor.folder('vscode-vfs', '/remote').folder('file', '/projects/acme').folder('file', '/projects/other');
      assert.deepEqual(await exports.saveCsv(NAME, 'name\r\nZürich\r\n'), DONE);
      assert.deepEqual(editor.offered, [`file:/projects/acme/${NAME}`]);
      const bytes = editor.files.get(`file:/projects/acme/${NAME}`);
      assert.equal(new TextDecoder().decode(bytes), 'name\r\nZürich\r\n');
      await new Promise(setImmediate);
      assert.deepEqual(editor.said, [`Claude Usage: Saved ${NAME}.`]);
      assert.deepEqual(editor.actions, [['Open', 'Reveal in Folder']]);
    });

    it('a CSV file is offered in the home folder where no folder is open', async () => {
      await exports.saveCsv(NAME, '');
      assert.deepEqual(editor.offered, [`file:/home/ada/${NAME}`]);
    });

    it('a file is offered in the folder of the last one', async () => {
      editor.answer = '/elsewhere/mine.csv';
      await exports.saveCsv(NAME, '');
      await exports.saveImage('chart.png', image());
      assert.equal(editor.offered[1], 'file:/elsewhere/chart.png');
    });

    it('a CSV file is not written when the user cancels', async () => {
      editor.answer = 'nowhere';
      assert.deepEqual(await exports.saveCsv(NAME, 'a'), { outcome: 'cancelled' });
      assert.equal(editor.files.size, 0);
      assert.deepEqual(editor.said, []);
    });

    it('a CSV file that cannot be written returns a sentence for the user, and logs the reason', async () => {
      editor.failure = new Error('EACCES');
      assert.deepEqual(await exports.saveCsv(NAME, 'a'), {
        outcome: 'failed',
        message: 'The CSV file could not be saved. Try another folder.',
      });
      assert.match(log.join(), /EACCES/);
      assert.deepEqual(editor.said, []);
    });
  });

  describe('an image', () => {
    it('an image is saved as it is', async () => {
      assert.deepEqual(await exports.saveImage('chart.png', image(200)), DONE);
      assert.equal(editor.files.get('file:/home/ada/chart.png')?.length, 200);
    });

    for (const [what, bytes] of [
      ['no bytes', 'data:image/png;base64,'],
      ['nothing', undefined],
      ['another kind of file', new TextEncoder().encode('<svg onload="alert(1)"></svg>')],
      ['a signature alone', image(8)],
      ['more than ten megabytes', image(10 * 1024 * 1024 + 1)],
    ] as const) {
      it(`an image is not saved from ${what}`, async () => {
        const result = await exports.saveImage('chart.png', bytes);
        assert.equal(result.outcome, 'failed');
        assert.deepEqual(editor.offered, []);
      });
    }

    for (const [name, offered] of [
      ['../../.bashrc', 'claude-usage.png'],
      ['..\\..\\evil.exe', 'evil.png'],
      ['/etc/passwd', 'etc-passwd.png'],
      ['', 'claude-usage.png'],
      ['x'.repeat(5000), `${'x'.repeat(120)}.png`],
    ] as const) {
      it(`an image has a plain file name, whatever the page sends: ${name.slice(0, 20)}`, async () => {
        await exports.saveImage(name, image());
        assert.deepEqual(editor.offered, [`file:/home/ada/${offered}`]);
      });
    }
  });

  describe('a copy', () => {
    it('a copy goes to the clipboard, and the status bar says so', async () => {
      assert.deepEqual(await exports.copy('a\tb'), DONE);
      assert.equal(editor.copied, 'a\tb');
      assert.deepEqual(editor.said, ['Claude Usage: Copied']);
    });

    it('a copy that the clipboard does not take fails without a message in the status bar', async () => {
      editor.failure = new Error('denied');
      const result = await exports.copy('a');
      assert.equal(result.outcome, 'failed');
      assert.deepEqual(editor.said, []);
    });
  });
});
