import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCostCentres } from '../../../src/figures/costCentres/parseCostCentres.ts';
import { parseMonthlyReports } from '../../../src/reports/parseMonthlyReports.ts';
import { DAY, HOUR } from '../../../src/time/utc.ts';
import { ENGINE_SETTINGS } from '../../support/engineConfig.ts';
import { Office, type OfficeOptions } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';
import { readCsv } from '../export/readCsv.ts';
import { notices } from './kit.ts';

const NOVEMBER = Date.UTC(2026, 10, 1);
const DECEMBER = Date.UTC(2026, 11, 1);
/** The bill of November 30 is a day past its day's end, and grows no more. */
const FINAL = DECEMBER + DAY + 12 * HOUR;
const NAME = 'claude-cost-by-workspace-2026-11-01-to-2026-11-30';
const WORLD = tinyWorld(DECEMBER);

class Desk {
  readonly office: Office;
  readonly folder: string;

  constructor(office: Office) {
    this.office = office;
    this.folder = join(office.folder, 'finance');
  }

  static async open(more: Partial<OfficeOptions> = {}, formats = ['csv'], reports = ['workspaceCost']): Promise<Desk> {
    const { config, ...options } = more;
    const office = await Office.open({ world: WORLD, at: DECEMBER + 10 * HOUR, ...options });
    const desk = new Desk(office);
    await office.restart({ historyDays: 45, ...desk.setting(formats, reports), ...config });
    mkdirSync(desk.folder);
    return desk;
  }

  setting(formats = ['csv'], reports = ['workspaceCost']) {
    return { monthlyReports: parseMonthlyReports({ reports, formats, folder: this.folder }) };
  }

  /** Polls every few hours up to an instant, as a window that stays open does. */
  async stayOpen(to: number, office = this.office, step = 7 * HOUR): Promise<void> {
    for (let at = office.now; at < to; at = Math.min(to, at + step)) {
      await office.pollAt(Math.min(to, at + step));
      await office.engine.monthlyReports.idle();
    }
  }

  files(): string[] {
    return readdirSync(this.folder).sort();
  }

  /** Dollars of a file's rows by workspace, as millionths of a cent. */
  sumOf(name: string): bigint {
    const [head = [], ...rows] = readCsv(readFileSync(join(this.folder, name), 'utf8'));
    const [section, cost] = [head.indexOf('section'), head.indexOf('cost_usd')];
    return rows
      .filter((row) => row[section] === 'by-workspace')
      .reduce((sum, row) => sum + BigInt((row[cost] ?? '').replace('.', '')), 0n);
  }

  told(office = this.office): string[] {
    return office.messages.flatMap((message) => (message.call === 'monthlyReports' ? message.params.message : []));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.office[Symbol.asyncDispose]();
  }
}

function truthOf(office: Office): bigint {
  const days = Array.from({ length: 30 }, (_, index) => office.api.truth.billOf(NOVEMBER + index * DAY).total);
  return days.reduce((sum, total) => sum + total, 0n);
}

describe('Monthly reports', function () {
  this.timeout(120_000);

  it('a month’s reports are written once, when its last bill is final, and sum to the bill', async () => {
    await using desk = await Desk.open();
    const { office } = desk;
    await office.engine.start();
    await desk.stayOpen(DECEMBER + DAY - HOUR);
    assert.deepEqual(desk.files(), [], 'its last day may still grow');
    await desk.stayOpen(FINAL + DAY);
    assert.deepEqual(desk.files(), [`${NAME}.csv`]);
    assert.equal(desk.sumOf(`${NAME}.csv`), truthOf(office));
    assert.deepEqual(desk.told(), [`Monthly reports for November 2026 saved: ${NAME}.csv.`]);
    await office.restart({ historyDays: 45, ...desk.setting() });
    await desk.stayOpen(FINAL + 2 * DAY);
    assert.deepEqual(desk.files(), [`${NAME}.csv`]);
    assert.deepEqual(desk.told(), []);
  });

  it('a month that is restated is written again under another name, and the first file stays as it was', async () => {
    const until = DECEMBER + 8 * DAY + 12 * HOUR;
    const restatements = [{ day: NOVEMBER + 2 * DAY, percent: 80n, until }];
    await using desk = await Desk.open({ world: { ...WORLD, billing: { ...WORLD.billing, restatements } } });
    await desk.office.engine.start();
    await desk.stayOpen(until - HOUR);
    const [first = ''] = desk.files();
    const before = readFileSync(join(desk.folder, first));
    assert.ok(desk.sumOf(first) < truthOf(desk.office));
    await desk.stayOpen(until + 3 * DAY);
    // The reading that shows it is the day after: the first days of November are read again once a day.
    const second = `${NAME} (restated 2026-12-10).csv`;
    assert.deepEqual(desk.files(), [second, `${NAME}.csv`]);
    assert.equal(desk.sumOf(second), truthOf(desk.office));
    assert.deepEqual(readFileSync(join(desk.folder, first)), before);
    assert.deepEqual(desk.told().slice(1), [
      `Bills for November 2026 were restated. Monthly reports for November 2026 saved: ${second}.`,
    ]);
  });

  it('of two windows one writes', async () => {
    await using desk = await Desk.open({}, ['csv', 'html', 'md', 'json'], ['workspaceCost', 'chargeback']);
    const { office } = desk;
    const config = { historyDays: 45, ...desk.setting(['csv', 'html', 'md', 'json'], ['workspaceCost', 'chargeback']) };
    await using other = office.openWindow({ config: { ...config, window: 'window-2' } });
    await office.engine.start();
    await other.engine.start();
    for (let at = FINAL - DAY; at <= FINAL + DAY; at += 3 * HOUR) {
      await Promise.all([office.pollAt(at), other.pollAt(at)]);
      await Promise.all([office.engine.monthlyReports.idle(), other.engine.monthlyReports.idle()]);
    }
    assert.equal(desk.files().length, 8, desk.files().join('\n'));
    assert.equal([...desk.told(), ...desk.told(other)].length, 1);
    const html = readFileSync(join(desk.folder, 'claude-chargeback-2026-11-01-to-2026-11-30.html'), 'utf8');
    assert.match(html, /^<!doctype html>[\s\S]*<\/html>\s*$/i);
  });

  it('the file that is offered to be opened is the first of the setting', async () => {
    await using desk = await Desk.open({}, ['html', 'csv'], ['workspaceCost', 'chargeback']);
    await desk.office.engine.start();
    await desk.stayOpen(FINAL + DAY);
    const paths = desk.office.messages.flatMap((message) =>
      message.call === 'monthlyReports' ? message.params.path : [],
    );
    assert.deepEqual(paths, [join(desk.folder, `${NAME}.html`)]);
    assert.equal(desk.files().length, 4);
  });

  it('a file that is there already is not replaced', async () => {
    await using desk = await Desk.open();
    writeFileSync(join(desk.folder, `${NAME}.csv`), 'mine');
    await desk.office.engine.start();
    await desk.stayOpen(FINAL + DAY);
    assert.deepEqual(desk.files(), [`${NAME} (2).csv`, `${NAME}.csv`]);
    assert.equal(readFileSync(join(desk.folder, `${NAME}.csv`), 'utf8'), 'mine');
  });

  it('a folder that is gone is named once, and tried at each start', async () => {
    await using desk = await Desk.open();
    const { office, folder } = desk;
    rmSync(folder, { recursive: true });
    await office.engine.start();
    await desk.stayOpen(FINAL + DAY);
    const words = `Monthly reports could not be saved in ${folder}: the folder is missing. The next start of VS Code tries again.`;
    assert.deepEqual(notices(office), [words]);
    await office.restart({ historyDays: 45, ...desk.setting() });
    await desk.stayOpen(FINAL + 2 * DAY);
    assert.deepEqual(notices(office), []);
    mkdirSync(folder);
    await desk.stayOpen(FINAL + 2 * DAY + 2 * HOUR, office, HOUR);
    assert.deepEqual(desk.files(), []);
    await office.restart({ historyDays: 45, ...desk.setting() });
    await desk.stayOpen(FINAL + 3 * DAY);
    assert.deepEqual(desk.files(), [`${NAME}.csv`]);
  });

  it('reports that are set later are written for last month at once, and a month before never', async () => {
    await using desk = await Desk.open({ config: { monthlyReports: ENGINE_SETTINGS.monthlyReports, historyDays: 80 } });
    const { office } = desk;
    await office.engine.start();
    await desk.stayOpen(FINAL + DAY);
    assert.deepEqual(desk.files(), []);
    office.engine.setLive({ ...ENGINE_SETTINGS, ...desk.setting() });
    await office.engine.monthlyReports.idle();
    assert.deepEqual(desk.files(), [`${NAME}.csv`]);
    office.engine.setLive({ ...ENGINE_SETTINGS, ...desk.setting(['csv'], ['workspaceCost', 'dailyUsage']) });
    await office.engine.monthlyReports.idle();
    assert.deepEqual(desk.files(), [`${NAME}.csv`, 'claude-daily-usage-2026-11-01-to-2026-11-30.csv']);
  });

  it('days of a monthly report are of UTC, whatever the setting', async () => {
    await using desk = await Desk.open({ config: { zone: 'Asia/Tokyo' } });
    await desk.office.engine.start();
    await desk.stayOpen(FINAL + DAY);
    assert.equal(desk.sumOf(`${NAME}.csv`), truthOf(desk.office));
  });

  it('a clock that jumps a year ahead and back, and a month back, has nothing written twice, and nothing of other months', async () => {
    await using desk = await Desk.open({ aheadBy: 0, config: { historyDays: 80 } });
    const { office } = desk;
    await office.engine.start();
    await desk.stayOpen(DECEMBER + DAY);
    for (const [index, days] of [365, 0, -32, 0, 31, 0].entries()) {
      office.setAheadBy(days * DAY);
      await desk.stayOpen(FINAL + index * DAY);
      await office.restart({ historyDays: 80, ...desk.setting() });
      await desk.stayOpen(FINAL + index * DAY + HOUR);
    }
    assert.deepEqual(desk.files(), [`${NAME}.csv`]);
  });

  it('a window that was killed between a file and its record has it written once', async () => {
    await using desk = await Desk.open();
    const { office } = desk;
    await office.engine.start();
    await desk.stayOpen(FINAL + DAY);
    const path = join(desk.folder, `${NAME}.csv`);
    const { Ledger } = await import('../../../src/ledger/ledger.ts');
    const { DatabaseSync } = await import('node:sqlite');
    const forget = () => {
      using ledger = new Ledger(office.ledgerPath, office.now);
      assert.ok(ledger.isOpen);
      const database = new DatabaseSync(office.ledgerPath);
      database.exec('UPDATE monthly_report SET written_at = NULL');
      database.close();
    };
    forget();
    await desk.stayOpen(FINAL + 2 * DAY);
    assert.deepEqual(desk.files(), [`${NAME}.csv`]);
    forget();
    renameSync(path, `${path}.0a1b2c3d.partial`);
    await desk.stayOpen(FINAL + 3 * DAY);
    assert.deepEqual(desk.files(), [`${NAME}.csv`]);
    assert.equal(desk.sumOf(`${NAME}.csv`), truthOf(office));
  });

  it('a month waits while bills cannot be read again, and is written once they can', async () => {
    await using desk = await Desk.open();
    const { office } = desk;
    await office.engine.start();
    await desk.stayOpen(DECEMBER + DAY - HOUR);
    await office.restart({ historyDays: 45 });
    await desk.stayOpen(FINAL + DAY);
    office.moveTo(FINAL + DAY + 3 * HOUR);
    office.api.faults.add({ fault: { kind: 'status', status: 500 }, route: 'cost', times: 'always' });
    await office.restart({ historyDays: 45, ...desk.setting() });
    await desk.stayOpen(FINAL + DAY + 6 * HOUR, office, HOUR);
    assert.deepEqual(desk.files(), []);
    assert.ok(
      office.log.some((line) => line.startsWith('monthly reports: ')),
      office.log.join('\n'),
    );
    office.api.faults.clear();
    await desk.stayOpen(FINAL + DAY + 9 * HOUR, office, HOUR);
    assert.deepEqual(desk.files(), [`${NAME}.csv`]);
  });

  it('a report that cannot be made for a day is told once, and the others are written', async () => {
    await using desk = await Desk.open({}, ['csv'], ['workspaceCost', 'claudeCode']);
    const { office } = desk;
    office.api.faults.add({ fault: { kind: 'status', status: 404 }, route: 'claudeCode', times: 'always' });
    await office.engine.start();
    await desk.stayOpen(FINAL + 2 * HOUR);
    assert.deepEqual(desk.files(), [`${NAME}.csv`]);
    assert.deepEqual(notices(office), [], 'an outage may be over by then');
    await desk.stayOpen(FINAL + 3 * DAY);
    assert.match(
      notices(office).join('\n'),
      /^The monthly report Claude Code by User could not be created\. Claude Code[^\n]+ every hour\.$/,
    );
    await office.restart({ historyDays: 45, ...desk.setting(['csv'], ['workspaceCost', 'claudeCode']) });
    await desk.stayOpen(FINAL + 5 * DAY);
    assert.deepEqual(notices(office), []);
    office.api.faults.clear();
    await desk.stayOpen(FINAL + 6 * DAY);
    assert.deepEqual(desk.files(), ['claude-code-by-user-2026-11-01-to-2026-11-30.csv', `${NAME}.csv`].sort());
  });

  it('charges by a name that cannot be read wait, the user is told after a day, and the file charges whom it should', async () => {
    const costCentres = parseCostCentres([{ name: 'CI', apiKeys: ['ci'] }]);
    await using desk = await Desk.open({ config: { costCentres } }, ['csv'], ['workspaceCost', 'chargeback']);
    const { office } = desk;
    office.api.faults.add({ fault: { kind: 'status', status: 500 }, route: 'apiKeys', times: 'always' });
    await office.engine.start();
    await desk.stayOpen(FINAL + 2 * HOUR);
    assert.deepEqual(desk.files(), [`${NAME}.csv`]);
    await desk.stayOpen(FINAL + 2 * DAY);
    assert.deepEqual(desk.files(), [`${NAME}.csv`]);
    assert.match(
      notices(office).join('\n'),
      /^The monthly report Chargeback could not be created\. A cost center .+ names .+ could not be read.+ every hour\.$/,
    );
    office.api.faults.clear();
    await desk.stayOpen(FINAL + 2 * DAY + 3 * HOUR, office, HOUR);
    const [name = ''] = desk.files();
    const [head = [], ...rows] = readCsv(readFileSync(join(desk.folder, name), 'utf8'));
    const charged = rows.filter((row) => row[head.indexOf('section')] === 'by-cost-center');
    assert.deepEqual(charged.map((row) => row[head.indexOf('cost_center')]).slice(0, 1), ['CI']);
    assert.ok(Number(charged[0]?.[head.indexOf('cost_usd')]) > 0, charged.join('\n'));
  });

  it('a history that is in memory alone writes nothing: it could not remember it', async () => {
    await using desk = await Desk.open();
    mkdirSync(desk.office.ledgerPath);
    await desk.office.engine.start();
    await desk.stayOpen(FINAL + DAY);
    assert.match(desk.office.summary.unkept ?? '', /cannot be saved/);
    assert.deepEqual(desk.files(), []);
  });

  it('the sample writes nothing', async () => {
    await using desk = await Desk.open({ config: { account: { type: 'sample' } } });
    await desk.office.engine.start();
    await desk.stayOpen(FINAL + DAY);
    assert.deepEqual(desk.files(), []);
  });
});
