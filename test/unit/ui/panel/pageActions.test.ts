import assert from 'node:assert/strict';
import type { ReportDefinition } from '../../../../src/reports/definition.ts';
import { REPORTS } from '../../../../src/reports/reports.ts';
import { THIS_VIEW } from '../../../../src/shared/offeredReports.ts';
import type { PanelView } from '../../../../src/shared/panelView.ts';
import { createPageActions } from '../../../../src/ui/panel/pageActions.ts';
import { createPanelExports } from '../../../../src/ui/panel/panelExports.ts';
import type { ViewDocument } from '../../../../src/ui/reports/viewDocuments.ts';
import { FakeEditor } from '../../hostSide/fakeEditor.ts';
import { costs, explorerOf } from '../../webview/charts/chartFixtures.ts';
import { summaryOf } from '../summaryOf.ts';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0);
const shown = { status: 'ready', explorer: explorerOf(costs('day', ['billed'], { a: [1n] })) } as PanelView;

class OpenedReports {
  readonly opened: (ReportDefinition | ViewDocument)[] = [];
  open = async (report: ReportDefinition) => void this.opened.push(report);
  openView = async (view: ViewDocument) => void this.opened.push(view);
}

describe('openReport', () => {
  const open = async (id: string, view: PanelView = shown) => {
    const reports = new OpenedReports();
    const exports = createPanelExports({ editor: new FakeEditor(), home: '/home/ada', onLog: () => {} });
    await createPageActions({ engine: { notify: () => {} }, exports, reports, view: () => view }).openReport(id);
    return reports.opened;
  };
  const summary = summaryOf({ organization: 'Acme' });
  const ofPanel = { ...shown, summary, notes: [], now: null, ownedColors: { series: {}, models: {} } } as PanelView;

  it('openReport opens the view of the panel as one document, with its CSV', async () => {
    const [view, ...others] = await open(THIS_VIEW, ofPanel);
    assert.ok(view && 'report' in view && others.length === 0);
    assert.equal(view.report.title, 'Cost by model');
    assert.match(view.csv, /^organization,bucket_start/);
    assert.equal(view.report.fileName, 'cost-by-model');
  });

  it('openReport opens each report by its id, and nothing for another', async () => {
    for (const report of REPORTS) assert.deepEqual(await open(report.id), [report]);
    assert.deepEqual(await open('../monthStatement'), []);
  });

  it('openReport opens no view where there are no figures any longer', async () => {
    assert.deepEqual(await open(THIS_VIEW, { status: 'noKey' }), []);
  });
});

describe('copyImage', () => {
  let editor: FakeEditor;
  const ask = (bytes = png) => {
    const exports = createPanelExports({ editor, home: '/home/ada', onLog: () => {} });
    const engine = { notify: () => {} };
    return createPageActions({ engine, exports, reports: new OpenedReports(), view: () => shown }).copyImage(bytes);
  };

  beforeEach(() => {
    editor = new FakeEditor();
  });

  it('copyImage offers a file and tells the reason when the page’s clipboard did not take the image', async () => {
    assert.equal(await ask(), 'Images cannot be copied here, so the chart was saved as a file.');
    assert.deepEqual(editor.titles, ['Images cannot be copied here: save the chart as a file']);
    assert.deepEqual([...editor.files.values()], [png]);
  });

  it('copyImage writes no file when the user wants none, and tells why nothing was copied', async () => {
    editor.answer = 'nowhere';
    assert.equal(await ask(), 'Images cannot be copied here.');
    assert.equal(editor.files.size, 0);
  });

  it('copyImage returns the failure when the file cannot be written, or the bytes are no image', async () => {
    assert.equal(await ask(new TextEncoder().encode('<svg/>')), 'The chart could not be turned into an image.');
    editor.failure = new Error('EACCES');
    assert.equal(await ask(), 'The image could not be saved. Try another folder.');
  });
});
