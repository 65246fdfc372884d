import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandParts } from '../../src/commands.ts';
import { ADMIN_KEYS_PAGE } from '../../src/shared/adminKeysPage.ts';
import type { ContextFacts } from '../../src/ui/contexts.ts';
import { manifest, root } from './hostSide/manifest.ts';

const { commands, configuration, walkthroughs } = manifest.contributes;
const ids = new Set(commands.map(({ command }) => command));
const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const CONTEXTS: Readonly<Record<keyof ContextFacts, string>> = {
  sample: 'claudeUsage.sample',
  hasAccount: 'claudeUsage.hasAccount',
  hasKey: 'claudeUsage.hasKey',
  fetching: 'claudeUsage.fetching',
  measuring: 'claudeUsage.measuring',
};

describe('the walkthrough', () => {
  it('the walkthrough is the one that its command opens', async () => {
    const { held } = await import('./hostSide/fakeVscode.ts');
    const { createCommands } = await import('../../src/commands.ts');
    await createCommands({} as CommandParts)['claudeUsage.getStarted']?.(undefined);
    assert.equal(held.ran.at(-1), 'workbench.action.openWalkthrough');
    assert.equal(held.given[0], `${manifest.publisher}.${manifest.name}#${walkthroughs[0]?.id}`);
  });

  it('the walkthrough links to commands that exist, and to the page that keys are made on', () => {
    const links = steps.flatMap(({ description }) =>
      Array.from(description.matchAll(/\]\(([^)]+)\)/g), ([, to]) => to),
    );
    assert.ok(links.length >= 5);
    for (const link of links) {
      const command = /^command:(.+)$/.exec(link ?? '')?.[1];
      assert.ok(command === undefined ? link === ADMIN_KEYS_PAGE : ids.has(command), link);
    }
  });

  it('the steps of the walkthrough complete by events that happen', () => {
    for (const { id, completionEvents } of steps) {
      assert.ok(completionEvents.length > 0, id);
      for (const event of completionEvents) {
        const [type, of = ''] = event.split(':');
        const happens =
          event === 'onStepSelected' ||
          (type === 'onCommand' && ids.has(of)) ||
          (type === 'onContext' && Object.values(CONTEXTS).includes(of)) ||
          (type === 'onSettingChanged' && of in configuration.properties);
        assert.ok(happens, `${id}: ${event}`);
      }
    }
  });

  it('the last step of the walkthrough completes by any report', () => {
    const reports = commands.map(({ command }) => command).filter((id) => id.startsWith('claudeUsage.report.'));
    const events = steps.at(-1)?.completionEvents;
    assert.deepEqual(
      events,
      ['claudeUsage.createReport', ...reports].map((id) => `onCommand:${id}`),
    );
  });

  it('the steps of the walkthrough have no backticks, which VS Code would show', () => {
    for (const { description } of steps) assert.doesNotMatch(description, /`/);
  });

  it('the pictures of the walkthrough follow the theme, are small, and say in words what they show', () => {
    for (const { id, media } of steps) {
      const svg = readFileSync(join(root, media.svg), 'utf8');
      assert.ok(svg.length < 5000, id);
      assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox/, id);
      assert.match(svg, /<title>[^<]{20,}<\/title>/, id);
      assert.ok(media.altText.length > 20, id);
      // Every color is the theme's, with one to fall back to.
      const colors = Array.from(svg.matchAll(/(?:fill|stroke)="([^"]+)"/g), ([, color]) => color);
      for (const color of colors) assert.match(color ?? '', /^(?:var\(--vscode-.+\)|none)$/, id);
      // High contrast makes borders as strong as what is inside of them.
      assert.doesNotMatch(svg, /fill="var\(--vscode-[^"]*border/i, id);
      assert.doesNotMatch(svg, /<(?:script|style|image|foreignObject)|href|url\(/, id);
    }
  });
});
