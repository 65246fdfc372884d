// Writes pictures of reports of the sample organization, as tabs and as files: for whoever changes how they look.
//   node test/page/reportPictures.ts --report keyCost --width 842 --theme "Light 2026"
// Without a report, a width or a theme it takes all of them; --file dark or light is a file's page, --pdf its print.
import '../workbench/fixedClock.ts';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { REPORTS } from '../../src/reports/reports.ts';
import { FIRST_CHOICE } from '../../src/shared/choice.ts';
import { THIS_VIEW } from '../../src/shared/offeredReports.ts';
import { DAY, utcDay } from '../../src/time/utc.ts';
import { checkout } from '../workbench/provide.ts';
import { THEMES, type Theme } from '../workbench/workbench.ts';
import { launchPageBrowser } from './pagePanel.ts';
import { PanelEngine } from './panelEngine.ts';
import { makeReport, ReportBrowser } from './reportPages.ts';
import { WIDTHS } from './widths.ts';

const { values } = parseArgs({
  options: {
    report: { type: 'string', multiple: true, default: [...REPORTS.map(({ id }) => id), THIS_VIEW] },
    days: { type: 'string', default: '30' },
    width: { type: 'string', multiple: true, default: WIDTHS.map(String) },
    theme: { type: 'string', multiple: true, default: THEMES },
    choice: { type: 'string', default: '{}' },
    file: { type: 'string', multiple: true, default: [] },
    pdf: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: join(checkout, 'test', 'output') },
  },
});

mkdirSync(values.out, { recursive: true });
await using engine = await PanelEngine.start();
await using browser = await launchPageBrowser();
await using shown = await ReportBrowser.open(browser);
const to = utcDay(engine.at);
const from = utcDay(engine.at - (Number(values.days) - 1) * DAY);
const write = async (name: string) => {
  const path = join(values.out, `${name}.png`);
  await shown.picture(path);
  console.log(path);
};
for (const report of values.report) {
  const days = report === 'monthStatement' ? { from: `${to.slice(0, 7)}-01`, to } : { from, to };
  const made = await makeReport(
    engine,
    { report, ...days, filters: [] },
    { ...FIRST_CHOICE, ...JSON.parse(values.choice) },
  );
  const isOfFile = values.file.length + values.pdf.length > 0;
  for (const theme of isOfFile ? [] : values.theme) {
    await shown.showTab(made, theme as Theme);
    for (const width of values.width) {
      await shown.resize(Number(width));
      await write(`report-${report}-${theme.toLowerCase().replaceAll(' ', '-')}-${width}`);
    }
  }
  for (const colorScheme of values.file as ('dark' | 'light')[]) {
    await shown.page.emulateMedia({ colorScheme });
    await shown.showFile(made);
    for (const width of values.width) {
      await shown.resize(Number(width));
      await write(`report-${report}-file-${colorScheme}-${width}`);
    }
  }
  for (const format of values.pdf) {
    await shown.showFile(made);
    const path = join(values.out, `report-${report}-${format.toLowerCase()}.pdf`);
    await shown.page.pdf({ path, format, printBackground: false, preferCSSPageSize: false });
    console.log(path);
  }
}
console.log(shown.errors.join('\n'));
