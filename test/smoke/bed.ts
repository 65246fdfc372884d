import assert from 'node:assert/strict';
import { createFormat } from '../../src/shared/format.ts';
import { KEYS } from '../adminApi/http/credentials.ts';
import { DAY, HOUR, MINUTE } from '../adminApi/world/time.ts';
import { smallWorld } from '../adminApi/worlds/small.ts';
import { AT_LAST, until } from '../workbench/until.ts';
import type { Workbench } from '../workbench/workbench.ts';
import { PanelPage } from './panelPage.ts';
import { type Stage, setStage } from './stage.ts';

export const TODAY = Math.floor(Date.now() / DAY) * DAY;
/** What the API's clock shows; the extension follows it. */
export const NOW = TODAY + 14 * HOUR + 7 * MINUTE;
export const ITEM = 'claude-usage.claude-usage.claudeUsage.spend';
export const format = createFormat('en', 'UTC');

const begun = performance.now();
/** How many minutes a clock that runs may have gone on since `NOW`. */
export const minutesOfRun = () => Math.ceil((performance.now() - begun) / MINUTE);

/** A week of days whose bills are whole. */
export const SPAN = { from: TODAY - 9 * DAY, to: TODAY - 2 * DAY } as const;

/** `YYYY-MM-DD` */
export const dayName = (instant: number) => new Date(instant).toISOString().slice(0, 10);

/** The stage with its first window, for one specification after the other. */
export interface Bed {
  readonly stage: Stage;
  readonly window: Workbench;
}

/** Gives the specifications of a suite a bed that they share; `name` is that of the picture of a failure. */
export function useBed(name: string): () => Bed {
  let bed: Bed | undefined;
  before(async () => {
    const stage = await setStage(smallWorld(TODAY), NOW);
    bed = { stage, window: await stage.openWindow() };
  });
  afterEach(async function () {
    if (bed && this.currentTest?.state === 'failed') await bed.stage.picture(bed.window, name);
  });
  after(() => bed?.stage.close());
  return () => bed ?? assert.fail('no window before the first test');
}

export const itemOf = ({ window }: Pick<Bed, 'window'>) => window.statusBarItem(ITEM);

/** Millionths of a cent that today will be billed with, as far as the API shows it. */
export function todayOf({ stage }: Bed): bigint {
  return stage.api.truth.trueCost({ from: TODAY, to: NOW + MINUTE, shownAt: stage.api.now() });
}

/** Answers the password box; what becomes of the key shows elsewhere. */
export async function setKey({ window }: Bed, key: string): Promise<void> {
  await window.runCommand('Claude Usage: Set Admin API Key');
  const asked = await window.quickInput.asked();
  assert.equal(asked.password, true);
  await window.quickInput.answer(key);
}

/** Sets the key that opens the organization, unless there is one. */
export async function connect(bed: Bed): Promise<void> {
  if (!/^Claude Usage$/.test(await itemOf(bed).text())) return;
  await setKey(bed, KEYS.admin);
  await itemOf(bed).text(/\$/);
  await bed.window.notifications.clearAll();
}

/** Opens the panel and waits until the whole history is in it. */
export async function openPanel({ window }: Pick<Bed, 'window'>): Promise<PanelPage> {
  await window.runCommand('Claude Usage: Open Usage Panel');
  const panel = await PanelPage.on(window);
  await until('the whole history', AT_LAST, async () => ((await panel.text()).includes('history') ? undefined : true));
  return panel;
}

/** It asks at most once in ten seconds, and not each time for what matters here: a poll may be about names alone. */
export async function refreshUntil(bed: Bed, wish: string, fits: (label: string) => boolean): Promise<void> {
  await until(wish, AT_LAST, async () => {
    await bed.window.runCommand('Claude Usage: Refresh Now');
    return fits(await itemOf(bed).ariaLabel()) ? true : undefined;
  });
}

export async function panelSays(panel: PanelPage, words: string | RegExp): Promise<void> {
  await until(`the panel to say ${words}`, AT_LAST, async () => {
    const text = await panel.text();
    return (typeof words === 'string' ? text.includes(words) : words.test(text)) ? true : undefined;
  });
}
