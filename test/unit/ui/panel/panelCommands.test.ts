import assert from 'node:assert/strict';
import type { PanelView } from '../../../../src/shared/panelView.ts';
import { createPanelCommands } from '../../../../src/ui/panel/panelCommands.ts';
import { createPanelExports } from '../../../../src/ui/panel/panelExports.ts';
import { FakeEditor } from '../../hostSide/fakeEditor.ts';
import { costs, explorerOf } from '../../webview/charts/chartFixtures.ts';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0);
const shown = { status: 'ready', explorer: explorerOf(costs('day', ['billed'], { a: [1n] })) } as PanelView;

describe('a picture that the clipboard of the page did not take', () => {
  let editor: FakeEditor;
  const ask = (bytes = png) => {
    const exports = createPanelExports({ editor, home: '/home/ada', onLog: () => {} });
    const engine = { notify: () => {} };
    return createPanelCommands({ engine, exports, view: () => shown }).copyPicture(bytes);
  };

  beforeEach(() => {
    editor = new FakeEditor();
  });

  it('is offered as a file, and the user is told why', async () => {
    assert.equal(await ask(), 'The clipboard takes no pictures here: the chart is in a file instead.');
    assert.deepEqual(editor.titles, ['The clipboard takes no pictures here: save the chart as a file']);
    assert.deepEqual([...editor.files.values()], [png]);
  });

  it('is not written when the user wants no file, who is told why there is none', async () => {
    editor.answer = 'nowhere';
    assert.equal(await ask(), 'The clipboard takes no pictures here.');
    assert.equal(editor.files.size, 0);
  });

  it('that cannot be written, or is none, says so', async () => {
    assert.equal(await ask(new TextEncoder().encode('<svg/>')), 'The chart gave no picture that can be saved.');
    editor.failure = new Error('EACCES');
    assert.equal(await ask(), 'The picture could not be written: try another folder.');
  });
});
