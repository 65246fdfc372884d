import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { assertAccessible } from './axe.ts';
import { type Bed, itemOf, openPanel, panelSays, refreshUntil } from './bed.ts';
import { PanelPage } from './panelPage.ts';

const SAYS = 'The usage history was written by a newer version of this extension';

/** Another window has been updated, this one has not. */
export function specifyNewerLedger(bed: () => Bed): void {
  describe('beside a newer version', () => {
    let path: string;
    let version: number;

    it('lets go of the ledger, says so, and keeps the last good figures', async () => {
      const [file] = await bed().stage.ledgers();
      path = join(bed().stage.server.home, file ?? '');
      const panel = await openPanel(bed());
      const figure = await itemOf(bed()).text(/\$/);
      version = setVersion(path, 99);
      await refreshUntil(bed(), 'the mark', (label) => label.includes(`Not up to date. ${SAYS}`));
      assert.equal(await itemOf(bed()).text(), figure);
      await panelSays(panel, SAYS);
      await itemOf(bed()).hover();
      await bed().stage.picture(bed().window, 'newer-ledger');
      await assertAccessible(panel, 'a newer ledger');
    });

    it('leaves it alone over a reload, too', async () => {
      const before = await readFile(path);
      const asked = bed().stage.api.requests.all.length;
      await bed().window.reload();
      await refreshUntil(bed(), 'the mark', (label) => label.includes(`Not up to date. ${SAYS}`));
      assert.match(await itemOf(bed()).text(), /^≈\$/);
      const panel = await PanelPage.on(bed().window, '#app .welcome');
      await panelSays(panel, SAYS);
      await itemOf(bed()).hover();
      await bed().stage.picture(bed().window, 'newer-ledger-reloaded');
      await assertAccessible(panel, 'a newer ledger from the start');
      assert.deepEqual(await readFile(path), before);
      assert.equal(bed().stage.api.requests.all.length, asked);
    });

    it('goes on as soon as it can', async () => {
      setVersion(path, version);
      await refreshUntil(bed(), 'the recovery', (label) => !label.includes('Not up'));
      assert.match(await itemOf(bed()).text(), /^≈\$/);
      await PanelPage.on(bed().window);
    });
  });
}

/** Returns the version that it was. */
function setVersion(path: string, version: number): number {
  const database = new DatabaseSync(path);
  const before = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  database.exec(`PRAGMA user_version = ${version}`);
  database.close();
  return before;
}
