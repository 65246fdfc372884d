import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ToEngine } from '../../../src/engine/thread/protocol.ts';
import { parseMonthlyReports } from '../../../src/reports/parseMonthlyReports.ts';
import { REPORTS } from '../../../src/reports/reports.ts';
import { REPORT_FORMATS } from '../../../src/reports/write/formats.ts';
import type { CallMessage } from '../../../src/shared/rpc.ts';
import { DAY, HOUR, SECOND } from '../../../src/time/utc.ts';
import { KEYS } from '../../adminApi/http/credentials.ts';
import { ENGINE_CONFIG } from '../../support/engineConfig.ts';
import { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';

const DECEMBER = Date.UTC(2026, 11, 1);
const FORMATS = Object.keys(REPORT_FORMATS);

describe('Monthly reports of a window that is killed', function () {
  this.timeout(120_000);

  it('a window that is killed while it writes leaves no half a file, and another writes the rest, each once', async () => {
    await using office = await Office.open({ world: tinyWorld(DECEMBER), at: DECEMBER + 10 * HOUR });
    const folder = join(office.folder, 'finance');
    mkdirSync(folder);
    const reports = REPORTS.map(({ id }) => id);
    const monthlyReports = parseMonthlyReports({ reports, formats: FORMATS, folder });
    await office.restart({ historyDays: 45 });
    await office.engine.start();
    for (let at = office.now; at <= DECEMBER + 2 * DAY; at += 7 * HOUR) await office.pollAt(at);
    office.engine[Symbol.dispose]();

    const { promise: hasBegun, resolve } = Promise.withResolvers<void>();
    const isFile = (name: string) => FORMATS.some((format) => name.endsWith(`.${format}`));
    const watcher = watch(
      folder,
      (_, name) => name !== null && isFile(name) && existsSync(join(folder, name)) && resolve(),
    );
    const killed = new Worker(join(import.meta.dirname, '../../../src/engine/thread/worker.ts'));
    const baseUrl = { origin: office.api.url, prefix: '' };
    const { organization } = office.api.world;
    const account = { type: 'key', baseUrl, key: KEYS.admin, organization, preferHost: false } as const;
    const config = { historyDays: 45, monthlyReports, ledgerPath: office.ledgerPath };
    const params = { ...ENGINE_CONFIG, ...config, account };
    killed.postMessage({ call: 'start', params } satisfies CallMessage<Pick<ToEngine, 'start'>>);
    await hasBegun;
    await killed.terminate();
    watcher.close();

    await office.restart({ historyDays: 45, monthlyReports });
    for (const after of [30 * SECOND, HOUR, 2 * HOUR]) {
      await office.pollAt(DECEMBER + 2 * DAY + after);
      await office.engine.monthlyReports.idle();
    }
    const names = readdirSync(folder);
    assert.equal(names.length, reports.length * FORMATS.length, names.join('\n'));
    assert.ok(
      names.every((name) => isFile(name) && !name.includes('(')),
      names.join('\n'),
    );
    for (const name of names.filter((each) => each.endsWith('.json'))) {
      JSON.parse(readFileSync(join(folder, name), 'utf8'));
    }
    for (const name of names.filter((each) => each.endsWith('.html'))) {
      assert.match(readFileSync(join(folder, name), 'utf8'), /<\/html>\s*$/, name);
    }
  });
});
