import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Engine } from '../../../src/engine/engine.ts';
import { sampleNotes } from '../../../src/sample/planning.ts';
import { createSampleSource } from '../../../src/sample/source.ts';
import { type Choice, FIRST_CHOICE } from '../../../src/shared/choice.ts';
import type { Explorer } from '../../../src/shared/explorer.ts';
import type { PanelView } from '../../../src/shared/panelView.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import type { RequestRecord } from '../../adminApi/requestRecord.ts';
import { ENGINE_CONFIG } from '../../support/engineConfig.ts';
import { newsTo } from '../../support/news.ts';
import { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';
import { until } from '../../workbench/until.ts';

const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE + 20_000;
const OPTIONS = { world: tinyWorld(TODAY), at: AT, config: { historyDays: 6 } };
const MINUTES = { range: { type: 'days', from: '2026-11-17', to: '2026-11-17' }, unit: 'minute' } as const;

const isMinutes = ({ query }: RequestRecord) => query.get('bucket_width')?.[0] === '1m';

function explorerOf({ view }: Office): Explorer {
  assert.ok(view?.status === 'ready');
  return view.explorer;
}

const answered = (office: Office) => (explorerOf(office).fetching === null ? true : undefined);

describe('the panel’s view', () => {
  it('the panel’s view is made while somebody looks, and never otherwise', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    assert.equal(office.view, undefined);
    assert.equal(office.explore().choice.measure, 'cost');
    office.engine.panel.choose(null);
    const count = office.messages.filter(({ call }) => call === 'view').length;
    await office.goTo(AT + MINUTE);
    assert.equal(office.messages.filter(({ call }) => call === 'view').length, count);
  });

  describe('that is hidden and shown again', () => {
    /** The views as they were sent: the same object is one that was not made anew. */
    let told: PanelView[];
    const open = async () => {
      told = [];
      const office = await Office.open({
        ...OPTIONS,
        onMessage: (message) => void (message.call === 'view' && told.push(message.params)),
      });
      await office.engine.start();
      office.explore();
      return office;
    };
    const hideAndShow = (office: Office, choice: Partial<Choice> = {}) => {
      office.engine.panel.choose(null);
      return office.explore(choice);
    };

    it('a panel shown again gets the same view while there is no news', async () => {
      await using office = await open();
      office.moveTo(AT + 59_000);
      hideAndShow(office);
      assert.equal(told.length, 2);
      const [first, second] = told;
      assert.ok(first?.status === 'ready' && second?.status === 'ready');
      assert.equal(second.explorer, first.explorer);
      // But for the time at which it is sent, by which the page sets its clock.
      assert.deepEqual(second.summary, { ...first.summary, toldAt: AT + 59_000 });
    });

    it('a panel shown again after a minute gets a new view', async () => {
      await using office = await open();
      office.moveTo(AT + MINUTE);
      hideAndShow(office);
      assert.notEqual(told[1], told[0]);
    });

    it('a panel shown again after a poll meanwhile gets a new view', async () => {
      await using office = await open();
      office.engine.panel.choose(null);
      await office.goTo(AT + 30_000);
      office.explore();
      assert.equal(told.length, 2);
      assert.notEqual(told[1], told[0]);
    });

    it('a panel shown again has the views that were saved before', async () => {
      await using office = await open();
      office.engine.panel.saveView({ name: 'week', choice: FIRST_CHOICE });
      hideAndShow(office);
      assert.ok(office.view?.status === 'ready');
      assert.deepEqual(
        office.view.saved.map(({ name }) => name),
        ['week'],
      );
    });

    it('a panel shown again with another choice gets a new view', async () => {
      await using office = await open();
      assert.equal(hideAndShow(office, { by: 'workspace' }).choice.by, 'workspace');
    });

    it('a panel shown again goes on with the data that were being fetched', async () => {
      await using office = await open();
      office.explore(MINUTES);
      assert.equal(hideAndShow(office, MINUTES).fetching?.done, 0);
      assert.equal(new Set(told).size, told.length, 'no progress of before is told again');
      await until('the minutes', 10_000, async () => answered(office));
      assert.equal(explorerOf(office).missing, '');
    });
  });

  it('the panel asks the network for nothing that the ledger has', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    const asked = office.api.requests.all.length;
    office.explore({ by: 'apiKey', range: { type: 'last7' }, unit: 'hour', compare: true });
    office.explore({ measure: 'output', range: { type: 'yesterday' }, unit: 'hour' });
    assert.equal(office.api.requests.all.length, asked);
  });

  it('the panel fetches the minutes of a past day when they are chosen, and shows the progress', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    const before = office.explore(MINUTES);
    assert.match(before.fetching?.what ?? '', /minutes/);
    await until('the minutes', 10_000, async () => answered(office));
    const { chart, missing, totals } = explorerOf(office);
    assert.equal(missing, '');
    assert.equal(chart.buckets.length, 1440);
    assert.ok(chart.kind === 'cost');
    const bill = office.api.truth.billOf(TODAY - 2 * DAY);
    const tokens = bill.lines.filter(({ costType }) => costType === 'tokens' || costType === 'web_search');
    assert.equal(
      chart.amounts.reduce((sum, amount) => sum + amount, 0n),
      totals.billed.reduce((sum, amount) => sum + amount, 0n),
    );
    assert.ok(tokens.length > 0);
    const asked = office.api.requests.all.length;
    office.explore({ ...MINUTES, by: 'workspace' });
    assert.equal(office.api.requests.all.length, asked, 'and once is enough');
  });

  it('the panel fetches the minutes that a range is compared with too, and draws their true counts', async () => {
    await using office = await Office.open({ ...OPTIONS, config: { historyDays: 12 } });
    await office.engine.start();
    const start = TODAY - 2 * DAY + 14 * HOUR;
    const range = { type: 'instants', start, end: start + HOUR } as const;
    const hour = { unit: 'minute', measure: 'tokens', range } as const;
    office.explore(hour);
    await until('the minutes', 10_000, async () => answered(office));
    office.explore({ ...hour, compare: true });
    await until('the minutes before them', 10_000, async () => answered(office));
    const { missing, previousByBucket, totals } = explorerOf(office);
    assert.equal(missing, '');
    const counted = previousByBucket instanceof Float64Array ? previousByBucket.reduce((sum, each) => sum + each) : 0;
    const from = start - 7 * DAY;
    const truth = office.api.truth.count({ from, to: from + HOUR, shownAt: office.now });
    assert.ok(truth > 0 && Math.abs(counted - truth) <= 0.01 * truth, `${counted} instead of ${truth}`);
    assert.equal(
      totals.before?.counts.reduce((sum, each, at) => sum + (at % 6 < 5 ? each : 0), 0),
      counted,
    );
  });

  it('the panel stops fetching when that is cancelled, and goes on when it is asked to', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    const asked = () => office.api.requests.all.filter(isMinutes).length;
    const before = asked();
    office.explore(MINUTES);
    office.engine.panel.fetch(false);
    assert.equal(explorerOf(office).fetching, null);
    assert.match(explorerOf(office).missing, /minutes/);
    office.engine.panel.fetch(true);
    await until('the minutes', 10_000, async () => answered(office));
    assert.equal(explorerOf(office).missing, '');
    assert.ok(asked() > before);
  });

  it('a cancelled fetch of the panel stays cancelled while nobody looks, and another choice is fetched', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.explore(MINUTES);
    office.engine.panel.fetch(false);
    office.engine.panel.choose(null);
    assert.equal(office.explore(MINUTES).fetching, null);
    const earlier = { ...MINUTES, range: { type: 'days', from: '2026-11-16', to: '2026-11-16' } } as const;
    assert.notEqual(office.explore(earlier).fetching, null);
  });

  it('the panel does not claim to fetch while the ledger cannot be had', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    assert.notEqual(office.explore(MINUTES).fetching, null);
    const database = new DatabaseSync(office.ledgerPath);
    database.exec('DROP TABLE saved_view');
    database.close();
    office.moveTo(AT + 30_000);
    const polling = office.engine.refresh();
    await until('the trouble', 10_000, async () => (office.summary.problem?.kind === 'ledger' ? true : undefined));
    assert.equal(explorerOf(office).fetching, null);
    await polling;
  });

  it('the panel’s choice is saved under a name, for every window', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.explore();
    const week = { name: 'week', choice: { ...FIRST_CHOICE, range: { type: 'last7' } } } as const;
    office.engine.panel.saveView(week);
    await using other = office.openWindow();
    await other.engine.start();
    other.explore();
    assert.ok(other.view?.status === 'ready');
    assert.deepEqual(other.view.saved, [week]);
    other.engine.panel.deleteView('week');
    assert.ok(other.view?.status === 'ready');
    assert.deepEqual(other.view.saved, []);
  });

  it('a note of the user is on its day in every window and in reports of it, as text, until it is deleted', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.explore();
    const at = TODAY - 2 * DAY;
    office.engine.panel.saveNote({ id: null, at, text: ' migration\n\u202e ' });
    office.engine.panel.saveNote({ id: null, at, text: '\u200b' });
    await using other = office.openWindow();
    await other.engine.start();
    other.explore();
    assert.ok(other.view?.status === 'ready');
    const [note, ...others] = other.view.notes;
    assert.deepEqual([note?.at, note?.text, others], [at, 'migration', []]);
    const notesOf = async (day: string) => {
      const request = { report: 'dailyUsage', from: day, to: day, filters: [] };
      const outcome = await other.engine.runJob({ kind: 'report', request }, () => {}, new AbortController().signal);
      return outcome.kind === 'report' ? outcome.report.notes.map(({ text }) => text) : outcome;
    };
    assert.deepEqual(await notesOf('2026-11-17'), ['migration']);
    assert.deepEqual(await notesOf('2026-11-18'), []);
    other.engine.panel.deleteNote(note?.id ?? 0);
    assert.ok(other.view?.status === 'ready');
    assert.deepEqual(other.view.notes, []);
  });

  it('the sample’s notes are the user’s to delete, and stay deleted over a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'claude-usage-'));
    const clock = { now: () => AT };
    const config = { ...ENGINE_CONFIG, historyDays: 6, ledgerPath: join(folder, 'sample.db') };
    const notesOf = async (act: (engine: Engine) => void) => {
      let view: PanelView | undefined;
      const send = newsTo((message) => {
        if (message.call === 'view') view = message.params;
      });
      const engine = new Engine({ config, source: createSampleSource(clock), clock, random: () => 0.5, send });
      await engine.start();
      engine.panel.choose(FIRST_CHOICE);
      act(engine);
      await engine.end();
      assert.ok(view?.status === 'ready');
      return view.notes;
    };
    try {
      const notes = await notesOf(() => {});
      const [first] = notes;
      assert.deepEqual([notes.length, first?.text], [3, sampleNotes(AT)[0]?.text]);
      assert.deepEqual(await notesOf(({ panel }) => panel.deleteNote(first?.id ?? 0)), notes.slice(1));
      assert.deepEqual(await notesOf(() => {}), notes.slice(1));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('a choice that the ledger cannot answer is a line in the log, and no more', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.explore();
    const database = new DatabaseSync(office.ledgerPath);
    database.exec('DROP TABLE saved_view');
    database.close();
    office.engine.panel.saveView({ name: 'week', choice: FIRST_CHOICE });
    assert.match(office.log.at(-1) ?? '', /the panel could not be answered: no such table/);
  });
});
