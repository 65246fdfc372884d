import type { EngineClient } from '../../engine/thread/client.ts';
import { explorerCsv } from '../../export/explorerCsv.ts';
import { exportFileName } from '../../export/exportFileName.ts';
import { REPORTS } from '../../reports/reports.ts';
import { viewReport } from '../../reports/view/viewReport.ts';
import type { PageActions } from '../../shared/fromPage.ts';
import { marksOf } from '../../shared/marks.ts';
import { THIS_VIEW } from '../../shared/offeredReports.ts';
import type { PanelView } from '../../shared/panelView.ts';
import type { CallFailure, Handlers } from '../../shared/rpc.ts';
import type { Reports } from '../reports/reports.ts';
import type { ViewDocument } from '../reports/viewDocuments.ts';
import type { ExportOutcome, PanelExports } from './panelExports.ts';

export interface PageActionsOptions {
  readonly engine: Pick<EngineClient, 'notify'>;
  readonly exports: PanelExports;
  readonly reports: Pick<Reports, 'open' | 'openView'>;
  /** Returns the view that the page shows. */
  readonly view: () => PanelView;
}

type Ready = PanelView & { status: 'ready' };

/** Handlers of the page's actions. */
export function createPageActions({ engine, exports, reports, view }: PageActionsOptions): Handlers<PageActions> {
  /** Acts on the figures shown; does nothing where there are none any longer. */
  const ofShown = async (act: (shown: Ready) => Promise<CallFailure>): Promise<CallFailure> => {
    const shown = view();
    return shown.status === 'ready' ? act(shown) : null;
  };
  const openView = async (shown: Ready): Promise<CallFailure> => {
    await reports.openView(viewDocument(shown));
    return null;
  };
  const openNamed = async (id: string): Promise<CallFailure> => {
    const report = REPORTS.find((each) => each.id === id);
    if (report) await reports.open(report);
    return null;
  };
  return {
    fetchMissing: (wanted) => engine.notify('fetchMissing', wanted),
    askChange: (question) => engine.notify('askChange', question),
    saveView: (saved) => engine.notify('saveView', saved),
    deleteView: (name) => engine.notify('deleteView', name),
    saveNote: (note) => engine.notify('saveNote', note),
    deleteNote: (id) => engine.notify('deleteNote', id),
    copy: async (text) => failureOf(await exports.copy(text)),
    saveImage: (png) => ofShown(async (shown) => failureOf(await saveImage(shown, png, exports))),
    copyImage: (png) => ofShown((shown) => copyImage(shown, png, exports)),
    exportCsv: () => ofShown(async (shown) => failureOf(await saveCsv(shown, exports))),
    openReport: (id) => (id === THIS_VIEW ? ofShown(openView) : openNamed(id)),
  };
}

function viewDocument(shown: Ready): ViewDocument {
  const { explorer, summary } = shown;
  return {
    report: viewReport(shown),
    csv: explorerCsv(explorer, summary.organization, marksOf(shown)),
  };
}

function saveCsv(shown: Ready, exports: PanelExports): Promise<ExportOutcome> {
  const { explorer, summary } = shown;
  const csv = explorerCsv(explorer, summary.organization, marksOf(shown));
  return exports.saveCsv(exportFileName(explorer, 'csv'), csv);
}

function saveImage(
  { explorer }: Ready,
  png: Uint8Array,
  exports: PanelExports,
  title?: string,
): Promise<ExportOutcome> {
  return exports.saveImage(exportFileName(explorer, 'png'), png, title);
}

const TEXT_ALONE = 'Images cannot be copied here';

/** Offers to save a file, because VS Code's clipboard takes only text. */
async function copyImage(ready: Ready, png: Uint8Array, exports: PanelExports): Promise<string> {
  const outcome = await saveImage(ready, png, exports, `${TEXT_ALONE}: save the chart as a file`);
  return (
    failureOf(outcome) ?? `${TEXT_ALONE}${outcome.outcome === 'done' ? ', so the chart was saved as a file' : ''}.`
  );
}

function failureOf(outcome: ExportOutcome): CallFailure {
  return outcome.outcome === 'failed' ? outcome.message : null;
}
