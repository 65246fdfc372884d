import assert from 'node:assert/strict';
import { showSaved } from '../../../src/ui/savedNotice.ts';
import { FakeEditor } from '../hostSide/fakeEditor.ts';

describe('showSaved', () => {
  let editor: FakeEditor;
  const show = (path = '/home/ada/cost.csv') =>
    showSaved(editor, editor.Uri.joinPath(editor.Uri.file(''), path.slice(1)), (file) => `Saved ${file}.`);

  beforeEach(() => {
    editor = new FakeEditor();
  });

  it('showSaved names the file, and opens it or shows it in its folder', async () => {
    for (const [press, command] of [
      ['Open', 'vscode.open'],
      ['Reveal in Folder', 'revealFileInOS'],
    ] as const) {
      editor = new FakeEditor();
      editor.press = press;
      await show();
      assert.deepEqual(editor.said, ['Claude Usage: Saved cost.csv.']);
      assert.deepEqual(editor.actions, [['Open', 'Reveal in Folder']]);
      assert.deepEqual(editor.ran, [`${command} file:/home/ada/cost.csv`]);
    }
  });

  it('showSaved opens a page in the browser, where the file is on this machine', async () => {
    editor.press = 'Open';
    await show('/home/ada/cost.html');
    assert.deepEqual(editor.ran, ['outside file:/home/ada/cost.html']);
    editor.env.remoteName = 'ssh-remote';
    await show('/home/ada/cost.html');
    assert.deepEqual(editor.ran.slice(1), ['vscode.open file:/home/ada/cost.html']);
  });

  it('showSaved does nothing more where the message is closed', async () => {
    await show();
    assert.deepEqual(editor.ran, []);
  });

  it('showSaved says the path where there is no file manager, as in a browser or a remote window', async () => {
    editor.known = [];
    await show();
    editor.known = ['revealFileInOS'];
    editor.env.remoteName = 'ssh-remote';
    await show();
    assert.deepEqual(editor.said, Array(2).fill('Claude Usage: Saved /home/ada/cost.csv.'));
    assert.deepEqual(editor.actions, Array(2).fill(['Open']));
  });

  it('showSaved shows a file of an open folder in the Explorer where there is no file manager', async () => {
    editor.known = [];
    editor.folder('file', '/home/ada');
    editor.press = 'Reveal in Folder';
    await show();
    assert.deepEqual(editor.ran, ['revealInExplorer file:/home/ada/cost.csv']);
  });

  it('showSaved makes no link of a file’s name', async () => {
    await show('/home/ada/[x](command:y).csv');
    assert.deepEqual(editor.said, ['Claude Usage: Saved [x] (command:y).csv.']);
  });
});
