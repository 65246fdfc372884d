import assert from 'node:assert/strict';
import { createOrganization } from '../adminApi/organization.ts';
import { DAY, HOUR, MINUTE } from '../adminApi/world/time.ts';
import { type Bed, format, itemOf, openPanel, panelSays, refreshUntil, setKey, TODAY } from './bed.ts';
import { LATE_KEY, lateWorld } from './stage.ts';

const TOMORROW = TODAY + DAY;
/** When the day's end is estimated for the last time, and by then all of it has come but what comes late. */
const DAY_END = TOMORROW + 8 * MINUTE;

/** An organization whose usage shows five minutes late, over two midnights. */
export function specifyDays(bed: () => Bed): void {
  describe('over midnight', () => {
    const { truth } = createOrganization(lateWorld(TODAY));

    it('shows no figure of a new day before the API has shown a minute of it', async () => {
      await setKey(bed(), LATE_KEY);
      await bed().window.notifications.message(/Connected to Later & Sons/);
      await itemOf(bed()).text(/\$/);
      const panel = await openPanel(bed());
      bed().stage.api.setNow(TOMORROW + 2 * MINUTE);
      await refreshUntil(bed(), 'the new day', (label) => label.includes(`Data to ${format.day(TODAY)}, 23:57 UTC.`));
      assert.match(await itemOf(bed()).ariaLabel(), /^Claude Usage of Later & Sons today: not known yet\. Data to /);
      assert.equal(await itemOf(bed()).text(), '—');
      const tooltip = await itemOf(bed()).tooltip();
      const before = truth.trueCost({ from: TODAY, to: TOMORROW, shownAt: TOMORROW + 2 * MINUTE });
      assert.match(tooltip, /Today, UTC\s+—\s+no data yet/);
      assert.ok(tooltip.includes(`≈${format.money(before)}`), `${format.money(before)} yesterday in ${tooltip}`);
      await panelSays(panel, /Today so far, UTC\s+—\s+no data yet\s+Yesterday\s+≈\$/);
      await bed().window.notifications.clearAll();
      await itemOf(bed()).hover();
      await bed().stage.picture(bed().window, 'new-day');
    });

    it('shows one as soon as there is a minute', async () => {
      bed().stage.api.setNow(DAY_END);
      await refreshUntil(bed(), 'the first minutes', (label) => label.includes('Data to 00:03 UTC.'));
      const first = truth.trueCost({ from: TOMORROW, to: DAY_END, shownAt: DAY_END });
      assert.equal(await itemOf(bed()).text(), `≈${format.money(first)}`);
    });

    it('measures its estimate by the bill once that is whole', async () => {
      const [, shown = ''] = /Yesterday\s+≈\$([\d,.]+)/.exec(await itemOf(bed()).tooltip()) ?? [];
      const estimate = Number(shown.replaceAll(',', ''));
      // Twice, at least six hours apart: a bill that has stopped growing is whole.
      for (const [instant, dataTo] of [
        [TOMORROW + 29 * HOUR, '04:55'],
        [TOMORROW + 36 * HOUR, '11:55'],
      ] as const) {
        bed().stage.api.setNow(instant);
        await refreshUntil(bed(), 'the next day', (label) => label.includes(`Data to ${dataTo} UTC.`));
      }
      const bill = Number(truth.trueCost({ from: TODAY, to: TOMORROW })) / 1e8;
      const tooltip = await itemOf(bed()).tooltip();
      const [, error] = /estimates within ([\d.]+)% over one day/.exec(tooltip) ?? [];
      // Late data are all that it lacks. It is read here to a cent, and its error is rounded up to a hundredth of a percent.
      assert.ok(
        Math.abs((bill - estimate) / bill - Number(error) / 100) < 0.0002,
        `${estimate} of ${bill}: ${tooltip}`,
      );
      assert.ok(Number(error) > 0 && Number(error) < 0.5, error);
      const panel = await openPanel(bed());
      await panel.frame.locator('summary', { hasText: 'Why?' }).click();
      await panelSays(panel, `The estimate at the end of ${format.day(TODAY)} was within ${error}% of the bill.`);
      await panelSays(panel, `estimated, within ${error}% of bills over 1 day`);
      await itemOf(bed()).hover();
      await bed().stage.picture(bed().window, 'accuracy');
    });
  });
}
