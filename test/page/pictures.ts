// Writes pictures of the panel as it is built, with the sample organization: for whoever changes how it looks.
//   node test/page/pictures.ts --width 842 --width 320 --theme "Light 2026" --choice '{"by":"apiKey","compare":true}'
// Without a width or a theme it takes all of them; --zoom 2 is a window at 200 %, --whole the page beyond the screen.
import '../workbench/fixedClock.ts';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkout } from '../workbench/provide.ts';
import { THEMES, type Theme } from '../workbench/workbench.ts';
import { launchPageBrowser, PagePanel } from './pagePanel.ts';
import { PanelEngine } from './panelEngine.ts';
import { WIDTHS } from './widths.ts';

const { values } = parseArgs({
  options: {
    width: { type: 'string', multiple: true, default: WIDTHS.map(String) },
    height: { type: 'string', default: '800' },
    zoom: { type: 'string', default: '1' },
    theme: { type: 'string', multiple: true, default: THEMES },
    choice: { type: 'string', default: '{}' },
    whole: { type: 'boolean', default: false },
    out: { type: 'string', default: join(checkout, 'test', 'output') },
  },
});

mkdirSync(values.out, { recursive: true });
await using engine = await PanelEngine.start();
await using browser = await launchPageBrowser();
const [zoom, height, choice] = [Number(values.zoom), Number(values.height), JSON.parse(values.choice)];
await using panel = await PagePanel.open(browser, { engine, choice, zoom, height });
for (const theme of values.theme) {
  await panel.changeTheme(theme as Theme);
  for (const width of values.width) {
    await panel.resize(Number(width), height);
    const path = join(values.out, `page-${theme.toLowerCase().replaceAll(' ', '-')}-${width}.png`);
    await panel.picture(path, { whole: values.whole });
    console.log(path);
  }
}
