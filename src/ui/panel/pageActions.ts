import type { EngineClient } from '../../engine/thread/client.ts';
import { explorerCsv } from '../../export/explorerCsv.ts';
import { explorerMarkdown } from '../../export/explorerMarkdown.ts';
import { exportFileName } from '../../export/exportFileName.ts';
import type { PageActions } from '../../shared/fromPage.ts';
import type { PanelView } from '../../shared/panelView.ts';
import type { CallFailure, Handlers } from '../../shared/rpc.ts';
import type { ExportOutcome, PanelExports } from './panelExports.ts';

export interface PageActionsOptions {
  readonly engine: Pick<EngineClient, 'notify'>;
  readonly exports: PanelExports;
  /** Returns the view that the page shows. */
  readonly view: () => PanelView;
}

type Ready = PanelView & { status: 'ready' };

/** Handlers of the page's actions. */
export function createPageActions({ engine, exports, view }: PageActionsOptions): Handlers<PageActions> {
  /** Acts on the figures shown; does nothing where there are none any longer. */
  const ofShown = async (act: (shown: Ready) => Promise<CallFailure>): Promise<CallFailure> => {
    const shown = view();
    return shown.status === 'ready' ? act(shown) : null;
  };
  return {
    fetchMissing: (wanted) => engine.notify('fetchMissing', wanted),
    saveView: (saved) => engine.notify('saveView', saved),
    deleteView: (name) => engine.notify('deleteView', name),
    copy: async (text) => failureOf(await exports.copy(text)),
    savePicture: (png) => ofShown(async (shown) => failureOf(await savePicture(shown, png, exports))),
    copyPicture: (png) => ofShown((shown) => copyPicture(shown, png, exports)),
    exportCsv: () => ofShown(async (shown) => failureOf(await saveCsv(shown, exports))),
    openReport: () => ofShown(async (shown) => failureOf(await exports.openMarkdown(explorerMarkdown(shown)))),
  };
}

function saveCsv({ explorer, summary }: Ready, exports: PanelExports): Promise<ExportOutcome> {
  return exports.saveCsv(exportFileName(explorer, 'csv'), explorerCsv(explorer, summary.organization));
}

function savePicture(
  { explorer }: Ready,
  png: Uint8Array,
  exports: PanelExports,
  title?: string,
): Promise<ExportOutcome> {
  return exports.savePicture(exportFileName(explorer, 'png'), png, title);
}

const TEXT_ALONE = 'The clipboard takes no pictures here';

/** Offers to save a file, because VS Code's clipboard takes only text. */
async function copyPicture(ready: Ready, png: Uint8Array, exports: PanelExports): Promise<string> {
  const outcome = await savePicture(ready, png, exports, `${TEXT_ALONE}: save the chart as a file`);
  return failureOf(outcome) ?? `${TEXT_ALONE}${outcome.outcome === 'done' ? ': the chart is in a file instead' : ''}.`;
}

function failureOf(outcome: ExportOutcome): CallFailure {
  return outcome.outcome === 'failed' ? outcome.message : null;
}
