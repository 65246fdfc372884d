import type { EngineClient } from '../engine/thread/client.ts';
import { explorerCsv } from '../out/explorerCsv.ts';
import { explorerReport } from '../out/explorerReport.ts';
import { exportFileName } from '../out/exportFileName.ts';
import type { PanelView } from '../shared/panelView.ts';
import type { ExportOutcome, PanelExports } from './panelExports.ts';
import type { PageRequest } from './panelHost.ts';

export interface PanelRequestsOptions {
  readonly engine: Pick<EngineClient, 'fetchLacking' | 'saveView' | 'deleteView'>;
  readonly exports: PanelExports;
}

type Ready = PanelView & { status: 'ready' };

/** Does what the page asks for; resolves to a sentence for the user where that did not work. */
export function createPanelRequests({ engine, exports }: PanelRequestsOptions) {
  return async (request: PageRequest, shown: PanelView): Promise<string | null> => {
    switch (request.type) {
      case 'fetch':
        engine.fetchLacking(request.wanted);
        return null;
      case 'saveView':
        engine.saveView(request.view);
        return null;
      case 'deleteView':
        engine.deleteView(request.name);
        return null;
      case 'copy':
        return failureOf(await exports.copy(request.text));
      case 'savePicture':
        return shown.status === 'ready' ? failureOf(await savePicture(shown, request.png, exports)) : null;
      case 'copyPicture':
        return shown.status === 'ready' ? copyPicture(shown, request.png, exports) : null;
      case 'exportCsv':
        return shown.status === 'ready' ? failureOf(await saveCsv(shown, exports)) : null;
      case 'openReport':
        return shown.status === 'ready' ? failureOf(await exports.openMarkdown(explorerReport(shown))) : null;
    }
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

/** The clipboard of VS Code takes text alone: a file is what can be offered. */
async function copyPicture(ready: Ready, png: Uint8Array, exports: PanelExports): Promise<string> {
  const outcome = await savePicture(ready, png, exports, `${TEXT_ALONE}: save the chart as a file`);
  return failureOf(outcome) ?? `${TEXT_ALONE}${outcome.outcome === 'done' ? ': the chart is in a file instead' : ''}.`;
}

function failureOf(outcome: ExportOutcome): string | null {
  return outcome.outcome === 'failed' ? outcome.message : null;
}
