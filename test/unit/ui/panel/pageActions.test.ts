import assert from 'node:assert/strict';
import type { PanelView } from '../../../../src/shared/panelView.ts';
import { createPageActions } from '../../../../src/ui/panel/pageActions.ts';
import { createPanelExports } from '../../../../src/ui/panel/panelExports.ts';
import { FakeEditor } from '../../hostSide/fakeEditor.ts';
import { costs, explorerOf } from '../../webview/charts/chartFixtures.ts';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0);
const shown = { status: 'ready', explorer: explorerOf(costs('day', ['billed'], { a: [1n] })) } as PanelView;

describe('copyPicture', () => {
  let editor: FakeEditor;
  const ask = (bytes = png) => {
    const exports = createPanelExports({ editor, home: '/home/ada', onLog: () => {} });
    const engine = { notify: () => {} };
    return createPageActions({ engine, exports, view: () => shown }).copyPicture(bytes);
  };

  beforeEach(() => {
    editor = new FakeEditor();
  });

  it('copyPicture offers a file and tells the reason when the page’s clipboard did not take the picture', async () => {
    assert.equal(await ask(), 'The clipboard takes no pictures here: the chart is in a file instead.');
    assert.deepEqual(editor.titles, ['The clipboard takes no pictures here: save the chart as a file']);
    assert.deepEqual([...editor.files.values()], [png]);
  });

  it('copyPicture writes no file when the user wants none, and tells why nothing was copied', async () => {
    editor.answer = 'nowhere';
    assert.equal(await ask(), 'The clipboard takes no pictures here.');
    assert.equal(editor.files.size, 0);
  });

  it('copyPicture returns the failure when the file cannot be written, or the bytes are no picture', async () => {
    assert.equal(await ask(new TextEncoder().encode('<svg/>')), 'The chart gave no picture that can be saved.');
    editor.failure = new Error('EACCES');
    assert.equal(await ask(), 'The picture could not be written: try another folder.');
  });
});
