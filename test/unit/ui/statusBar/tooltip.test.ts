import assert from 'node:assert/strict';
import type { OtelState } from '../../../../src/shared/otel.ts';
import type { Problem } from '../../../../src/shared/panelView.ts';
import type { MeasurementState, SpendState, Summary } from '../../../../src/shared/summary.ts';
import { localZone } from '../../../../src/time/dayZone.ts';
import { TOOLTIP_COMMANDS } from '../../../../src/ui/statusBar/tooltip.ts';
import { assertGolden } from '../../../support/golden.ts';
import { budgetState, PRODUCTION } from '../../shared/budgetState.ts';
import { figure, RUNNING, ready } from '../summaryOf.ts';
import { tooltip } from './tooltipOf.ts';

const offline: Problem = { kind: 'offline', message: 'The API cannot be reached.' };

const HOSTILE = [
  '![i](https://evil.example/i.png)',
  '<img src="https://evil.example/i.png">',
  '[a](command:workbench.action.quit)',
  '<command:workbench.action.quit>',
  'https://evil.example/',
  'www.evil.example',
  'someone@evil.example',
  'a | b\n| c |\r\n\u2028# d',
  '$(beaker) Sample data',
  '**bold** `code`',
  '\\',
];

describe('writeTooltip', () => {
  it('the tooltip has the day, the month and the hour, the dearest names, and the accuracy of estimates', () => {
    assertGolden(tooltip(ready()).value, 'tooltip.md');
  });

  it('the tooltip says that there are no data of a new day yet', () => {
    const { value } = tooltip(ready({ today: null, dataTo: Date.UTC(2026, 10, 21, 23, 58) }));
    assert.match(value, /\| Today, UTC \| \*\*—\*\* \| no data yet \|/);
    assert.match(value, /Data to Nov 21, 23:58 UTC · checked 14:07/);
  });

  it('the tooltip says when metrics were last sent, and why they were not, in plain text', () => {
    const state = { sentAt: Date.UTC(2026, 10, 22, 14, 7), series: 312, problem: null, warning: null };
    const line = (own: Partial<OtelState>) =>
      tooltip(ready({ otel: { ...state, ...own } }))
        .value.split('\n')
        .find((each) => each.includes('OpenTelemetry'))
        ?.replaceAll('&#58;', ':');
    assert.equal(line({}), 'OpenTelemetry: Last sent 14:07, 312 series');
    assert.equal(line({ sentAt: null, series: 0 }), 'OpenTelemetry: Nothing sent yet');
    assert.equal(
      line({ problem: 'The receiver answered with status 401: no such key.' }),
      '$(warning) OpenTelemetry: Not sent: The receiver answered with status 401: no such key. Last sent 14:07, 312 series',
    );
    assert.equal(
      line({ series: 1240, warning: 'The receiver rejected 3 series: too old' }),
      '$(warning) OpenTelemetry: Last sent 14:07, 1,240 series · The receiver rejected 3 series: too old · More than 1,000 series, which many receivers charge by',
    );
    for (const problem of HOSTILE) {
      assert.ok(!tooltip(ready({ otel: { ...state, problem } })).markup.includes('evil'), problem);
    }
    assert.doesNotMatch(tooltip(ready()).value, /OpenTelemetry/);
  });

  it('the tooltip names the zone of local days and its origin, or why days are UTC days', () => {
    const words = (timeZone: string, machine = 'Europe/Berlin') => {
      const zone = localZone({ timeZone, machine });
      return tooltip(ready({ zone: zone.name }), zone.name, zone).value;
    };
    assert.match(words('Asia/Tokyo'), /^Days begin at midnight in Asia\/Tokyo, as set in claudeUsage\.timeZone\.$/m);
    assert.match(
      words(''),
      /^Days begin at midnight in Europe\/Berlin, the time zone of the machine that runs the extension\.$/m,
    );
    assert.match(words('Mars/Base'), /^\$\(warning\) Days begin at midnight UTC, because "Mars\/Base" is not a known/m);
    assert.match(words('', 'Etc/Unknown'), /^\$\(warning\) Days begin at midnight UTC, because the machine that runs/m);
    assert.doesNotMatch(tooltip(ready()).value, /midnight/);
  });

  it('the tooltip writes a hostile zone name in the setting as text', () => {
    for (const timeZone of HOSTILE) {
      const zone = localZone({ timeZone, machine: 'UTC' });
      const { markup } = tooltip(ready(), 'UTC', zone);
      assert.ok(!markup.includes('evil'), timeZone);
    }
  });

  it('the tooltip names the basis of each figure', () => {
    const { value } = tooltip(ready({ yesterday: figure(93_415, 'billed'), month: null, lastHour: null }));
    assert.match(value, /\| Yesterday \| \*\*\$934\.15\*\* \| billed \|/);
    assert.match(value, /\| November \| \*\*—\*\* \| not known yet \|/);
    assert.doesNotMatch(value, /\| Now \|/);
  });

  it('the tooltip says where all of today is at list prices', () => {
    const { value } = tooltip(ready({ isTodayAtList: true, onYesterday: null }));
    assert.match(value, /\| \*\*≈\$162\.34\*\* \| estimated at list prices \|/);
  });

  it('the tooltip compares today with yesterday at this time where it can', () => {
    const estimated = (changes: Partial<Summary>) => /\| estimated([^|]*) \|/.exec(tooltip(ready(changes)).value)?.[1];
    assert.equal(estimated({}), ' · 12% more than yesterday at this time');
    assert.equal(estimated({ onYesterday: -0.304 }), ' · 30% less than yesterday at this time');
    assert.equal(estimated({ onYesterday: 41.2 }), ' · 4,120% more than yesterday at this time');
    for (const onYesterday of [0, 0.0049, -0.0049]) {
      assert.equal(estimated({ onYesterday }), ' · as much as yesterday at this time');
    }
    assert.equal(estimated({ onYesterday: null }), '');
    assert.doesNotMatch(tooltip(ready({ today: null })).value, /at this time/);
  });

  it('the tooltip compares stale data with yesterday by the time of the data', () => {
    assert.match(tooltip(ready({ problem: offline })).value, /\| estimated · 12% more than yesterday at 14:05 \|/);
  });

  it('the tooltip compares today with yesterday at this time where only bills cannot be read', () => {
    const problem: Problem = { kind: 'bills', message: 'The cost report cannot be read.' };
    assert.match(tooltip(ready({ problem })).value, /\| estimated · 12% more than yesterday at this time \|/);
  });

  it('the tooltip counts tokens without a price, alone and beside an amount', () => {
    const changes = {
      today: figure(0, 'estimated', 1_234_567),
      onYesterday: null,
      yesterday: figure(100, 'mixed', 900),
    };
    const { value } = tooltip(ready(changes));
    assert.match(value, /\*\*1\.2M tokens\*\* \| unpriced \|/);
    assert.match(
      value,
      /\*\*≈\$1\.00 \+ 900 tokens\*\* \| partly estimated, tokens unpriced, the bill is still growing \|/,
    );
  });

  it('the tooltip says no usage, without a basis, for a cost of zero', () => {
    const { value } = tooltip(
      ready({
        today: figure(0, 'estimated'),
        onYesterday: null,
        yesterday: figure(0, 'mixed'),
        month: figure(0, 'mixed'),
      }),
    );
    assert.equal(value.match(/\*\*\$0\.00\*\* \| no usage \|/g)?.length, 3);
  });

  it('the tooltip compares the burn rate with what is usual at this time, where that is known', () => {
    const burnRate = (onUsual: number | null) =>
      /\| Burn rate \| \*\*≈\$41\.20\/h\*\* \| (.*) \|/.exec(tooltip(ready({ onUsual })).value)?.[1];
    assert.equal(burnRate(0.2), '20% more than usual for this hour of the week');
    assert.equal(burnRate(-0.314), '31% less than usual for this hour of the week');
    assert.equal(burnRate(11.5), '1,150% more than usual for this hour of the week');
    assert.equal(burnRate(-0.004), 'as much as usual for this hour of the week');
    assert.equal(burnRate(null), '');
  });

  it('the tooltip offers another key next to the last good figures where the API rejects the key', () => {
    const offers = (kind: Problem['kind']) =>
      tooltip(ready({ problem: { kind, message: 'No.' } })).value.includes('[Set Admin API Key](');
    assert.deepEqual([offers('refused'), offers('offline'), offers('bills')], [true, false, false]);
  });

  it('the tooltip names the zone of the day, and that the month is in UTC', () => {
    const { value } = tooltip(ready({ zone: 'Europe/Zurich' }), 'Europe/Zurich');
    assert.match(value, /\| Today, GMT\+1 \|[^\n]*\n/);
    assert.match(value, /\| November, UTC \|/);
  });

  it('the tooltip tells the problem beside the last good figures', () => {
    const { value } = tooltip(ready({ problem: offline }));
    assert.match(value, /\$\(warning\) The API cannot be reached\.\n\n/);
    assert.match(value, /≈\$162\.34/);
    const { markup } = tooltip(ready({ problem: offline }));
    assert.ok(markup.includes('$(warning) □ □ □ □ □\n'), 'in words, between which its lines break');
  });

  it('the tooltip says that a ledger is in memory alone, without a warning', () => {
    const { value } = tooltip(ready({ unkept: 'It is kept in memory.' }));
    assert.match(value, /\$\(info\) It is kept in memory\.\n\n/);
    assert.doesNotMatch(value, /\$\(warning\)/);
    assert.doesNotMatch(tooltip(ready({})).value, /\$\(info\)/);
  });

  it('the tooltip shows the progress of the history, never 100 % before its end', () => {
    assert.match(tooltip(ready({ progress: { done: 0.999 } })).value, /Loading history: 99% · \[Cancel\]/);
  });

  it('the tooltip has the sample’s badge in every state, and a link to leave the sample', () => {
    const states: SpendState[] = [
      ready({ sample: true }),
      { status: 'starting', organization: null, sample: true },
      { status: 'failed', problem: offline, sample: true },
    ];
    for (const state of states) {
      assert.match(tooltip(state).value, /\*\* \$\(beaker\) Sample data\n\n/);
      assert.match(tooltip(state).value, /\[Leave Sample Data\]\(command:claudeUsage\.leaveSampleData\)/);
    }
    assert.doesNotMatch(tooltip(ready()).value, /beaker/);
  });

  it('the tooltip offers a key and the sample where there is neither', () => {
    const { value } = tooltip({ status: 'noKey' });
    assert.match(value, /\[Set Admin API Key\]\(command:claudeUsage\.setAdminKey\)/);
    assert.match(value, /\[Explore with Sample Data\]\(command:claudeUsage\.useSampleData\)/);
  });

  it('the tooltip offers another key only for a problem that a key may solve', () => {
    const failed = (kind: 'refused' | 'ledger') =>
      tooltip({ status: 'failed', problem: { kind, message: 'No.' }, sample: false }).value.includes(
        'Set Admin API Key',
      );
    assert.deepEqual([failed('refused'), failed('ledger')], [true, false]);
  });

  it('the tooltip always links to the panel, a refresh and the settings', () => {
    for (const command of ['openPanel', 'refresh', 'openSettings']) {
      assert.ok(tooltip(ready()).value.includes(`](command:claudeUsage.${command})`));
    }
  });
});

describe('names in the tooltip', () => {
  const named = (name: string) => {
    const item = { name, detail: '', ...figure(8800, 'estimated') };
    const budgets = [budgetState({ name }), budgetState({ name, scope: PRODUCTION, scopeName: `${name} of` })];
    const changes = { organization: name, dearestModels: [item], dearestWorkspaces: [item], budgets };
    const badBudgets = [{ name, message: name }];
    return tooltip(ready({ ...changes, badBudgets, problem: { kind: 'failed', message: name } }));
  };
  const harmless = named('Production').markup;

  for (const name of HOSTILE) {
    it(`the tooltip writes a name as text: ${JSON.stringify(name)}`, () => {
      // What a text is cut into does not matter, nor do the characters that are written as their numbers.
      const markup = named(name)
        .markup.replaceAll(/□?(&#\d+;□?)+/g, '□')
        .replaceAll(/□(?: □)+/g, '□');
      assert.equal(markup, harmless);
    });
  }

  it('the tooltip makes no link of an address in a name', () => {
    for (const name of HOSTILE) {
      for (const text of named(name).texts) assert.doesNotMatch(text, /:\/\/|www\.|@|command:/);
    }
  });

  it('the tooltip shows a name’s detail beside a namesake, however long the name is', () => {
    const item = { name: 'x'.repeat(50), detail: 'wrkspc_1', ...figure(8800, 'estimated') };
    const { texts } = tooltip(ready({ dearestWorkspaces: [item] }));
    assert.ok(texts.includes(`${'x'.repeat(39)}… (wrkspc_1)`));
  });

  it('the tooltip keeps names on one line and short, so that the figures have room', () => {
    for (const name of [...HOSTILE, 'x'.repeat(5000), '🦀'.repeat(100)]) {
      const item = { name, detail: '', ...figure(8800, 'estimated') };
      const { texts } = tooltip(ready({ organization: name, dearestModels: [item] }));
      for (const text of texts) {
        assert.doesNotMatch(text, /[\r\n\u2028\p{Bidi_Control}]/u);
        assert.ok([...text].length <= 40);
      }
    }
  });
});

describe('a measurement in the tooltip', () => {
  const measured = (own: Partial<MeasurementState> = {}, zone = 'UTC') => {
    const { value } = tooltip(ready({ measurement: { ...RUNNING, ...own } }), zone);
    return value.split('\n').filter((line) => /\(watch\)|^By /.test(line));
  };

  it('a running measurement has its amount, its start, and the dearest keys and models', () => {
    assert.deepEqual(measured(), [
      '$(watch) **≈$1.20 since 09:10** · all API keys · estimated',
      'By API key: web-app ≈$1.00 · ci ≈$0.20',
      'By model: Opus 5.5 ≈$1.20',
    ]);
  });

  it('a measurement of a key names it, and no other', () => {
    const lines = measured({ apiKey: { id: 'key', name: '[x](command:y)', detail: '' } });
    assert.match(lines[0] ?? '', /API key \[x\]\(command&#58;y\) · estimated$/);
    assert.equal(
      lines.some((line) => line.startsWith('By API key:')),
      false,
    );
  });

  it('a measurement that was stopped says which span it has, and when it is final', () => {
    const end = Date.UTC(2026, 10, 22, 14, 1);
    const finalAt = Date.UTC(2026, 10, 22, 14, 11);
    const [line] = measured({ end, finalAt });
    assert.equal(line, '$(watch) **≈$1.20, final at 14:11** · all API keys · 09:10 to 14:01 · estimated');
  });

  it('a measurement of another day has that day, in the zone of days', () => {
    const start = Date.UTC(2026, 10, 21, 23, 30);
    assert.match(measured({ start })[0] ?? '', /since Nov 21, 23:30\*\*/);
    assert.match(measured({ start }, 'Asia/Tokyo')[0] ?? '', /since 08:30\*\*/);
  });

  it('a measurement that nothing is known of yet says why, and one by the hour that it is', () => {
    const none = { dearestKeys: [], dearestModels: [] };
    assert.match(measured({ cost: null, ...none })[0] ?? '', /\*\*— since 09:10\*\* · all API keys · not known yet/);
    assert.match(measured({ isByHour: true })[0] ?? '', / · by the hour, as minutes are stored for seven days only$/);
  });
});

describe('links of the tooltip', () => {
  it('the tooltip links to Edit Budgets, but not of the sample, which does not read the setting', () => {
    assert.ok(tooltip(ready()).value.includes('[Edit Budgets](command:claudeUsage.editBudgets)'));
    assert.ok(!tooltip(ready({ sample: true })).value.includes('editBudgets'));
  });

  it('the tooltip offers to try anyway only where the API has asked for a long pause', () => {
    const link = '[Try Anyway](command:claudeUsage.refresh?%5B%22anyway%22%5D)';
    const long: Problem = { kind: 'rateLimited', message: 'The API asks for a pause.', mayTryAnyway: true };
    const states = (problem: Problem): SpendState[] => [
      ready({ problem }),
      { status: 'failed', problem, sample: false },
    ];
    for (const state of states(long)) assert.ok(tooltip(state).markup.includes(link));
    for (const state of states(offline)) assert.ok(!tooltip(state).markup.includes('anyway'));
  });

  it('the tooltip links to all commands of its list, and to nothing else', () => {
    const states: SpendState[] = [
      ready({ sample: true, progress: { done: 0.5 }, problem: offline }),
      ready({ measurement: RUNNING }),
      { status: 'noKey' },
      { status: 'starting', organization: null, sample: true },
      { status: 'failed', problem: offline, sample: true },
    ];
    const targets = states.flatMap((state) => [...tooltip(state).markup.matchAll(/\]\(([^)]*)\)/g)].map((m) => m[1]));
    const allowed = TOOLTIP_COMMANDS.map((command) => `command:${command}`);
    assert.deepEqual([...new Set(targets)].sort(), allowed.sort());
  });
});
