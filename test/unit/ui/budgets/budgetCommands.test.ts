import assert from 'node:assert/strict';
import type { PastPeriod } from '../../../../src/shared/budgetPreview.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import { ORGANIZATION } from '../../../../src/shared/scope.ts';
import { budgetState } from '../../shared/budgetState.ts';
import { BudgetDesk, CHOICES } from './budgetDesk.ts';

const OCTOBER: PastPeriod = { start: Date.UTC(2026, 9, 1), days: new Array<bigint>(31).fill(60n * DOLLAR) };
const TEAM = { name: 'Team', amountUsd: 2000, period: 'month' };
const ODD = { name: 'Odd', amountUsd: '$5', color: 'red' };

describe('Edit Budgets: a new budget', () => {
  it('a new budget takes five steps, each with an answer for Enter, and is written in the settings', async () => {
    const desk = new BudgetDesk();
    desk.past = [OCTOBER];
    const shown = await desk.edit('enter', 'enter', 'enter', 'enter', 'enter');
    assert.deepEqual(
      shown,
      ['', '', ': US dollars per month', '', ''].map((what, step) => `New Budget${what} ${step + 1}/5`),
    );
    assert.deepEqual(
      desk.shown.map(({ active, canGoBack }) => [active, canGoBack]),
      [
        ['Acme', false],
        ['Month', true],
        ['2100', true],
        ['Acme', true],
        ['At 50%, 80% and 100%, and when the forecast passes the amount', true],
      ],
    );
    assert.deepEqual(desk.setting, [{ name: 'Acme', amountUsd: 2100, period: 'month' }]);
    assert.deepEqual(desk.told, ['Claude Usage: Saved the budget Acme']);
    assert.deepEqual([desk.limitsAsked, desk.asked], [1, [{ scope: ORGANIZATION, period: 'month' }]]);
  });

  it('a new budget is for the organization, a workspace, an API key or a model, named as text', async () => {
    const desk = new BudgetDesk();
    await desk.edit('escape');
    assert.deepEqual(desk.shown[0]?.labels, [
      'Organization',
      'Acme',
      'Workspaces',
      'Web',
      'Default workspace',
      'API Keys',
      '\\$(trash) ci-bot',
      'No API key',
      'Models',
      'Opus 5.5',
    ]);
    for (const [pick, scope] of [
      ['Web', { workspace: 'wrkspc_web' }],
      ['Default workspace', { workspace: 'default' }],
      ['\\$(trash) ci-bot', { apiKey: 'apikey_bot' }],
      ['No API key', { apiKey: 'none' }],
      ['Opus 5.5', { model: 'claude-opus-5-5' }],
    ] as const) {
      desk.setting = [];
      await desk.edit({ pick }, { pick: 'Week' }, { type: '$1,250.50' }, 'enter', 'enter');
      const name = pick.replace('\\', '');
      assert.deepEqual(desk.setting, [{ name, amountUsd: 1250.5, period: 'week', scope }]);
    }
  });

  it('a new budget says while its amount is typed what it would have meant, and takes no odd one', async () => {
    const desk = new BudgetDesk();
    desk.past = [OCTOBER];
    await desk.edit(
      'enter',
      'enter',
      { type: 'much' },
      { type: '-5' },
      { type: '€20' },
      { type: '1e99' },
      { type: '$1,500' },
      'escape',
    );
    assert.deepEqual(desk.remarks, [
      'Last month ($1,860.00) you would have passed 80% on the 28th. Suggested: a little more than last month.',
      'Enter an amount in US dollars, such as 2000 or 12.50.',
      'Enter more than $0.',
      'Enter an amount in US dollars, such as 2000 or 12.50.',
      'Enter an amount in US dollars, such as 2000 or 12.50.',
      'Last month ($1,860.00) you would have passed 80% on the 20th and 100% on the 25th.',
    ]);
    assert.equal(desk.shown[2]?.text, 'Enter the amount.');
    assert.equal(desk.setting, undefined);
  });

  it('a new budget has no suggestion and no preview where no whole period is known', async () => {
    const desk = new BudgetDesk();
    await desk.edit('enter', 'enter', { type: '40' }, 'enter', 'enter');
    assert.equal(desk.shown[2]?.text, 'Enter the amount. There is no past month yet to suggest one from.');
    assert.deepEqual([desk.shown[2]?.active, desk.remarks], ['', []]);
    assert.deepEqual(desk.setting, [{ name: 'Acme', amountUsd: 40, period: 'month' }]);
  });

  it('a new budget is offered the Console’s limits first, with their period and amount', async () => {
    const desk = new BudgetDesk();
    const common = { period: 'month', amount: 5000n * DOLLAR, isOfTier: false } as const;
    desk.limits = Promise.resolve([
      { ...common, scope: ORGANIZATION, scopeName: '' },
      { ...common, scope: ORGANIZATION, scopeName: '', amount: 200_000n * DOLLAR, isOfTier: true },
      { ...common, scope: { dimension: 'workspace', id: 'wrkspc_web' }, scopeName: 'Web', period: 'day' },
    ]);
    await desk.edit({ pick: '$5,000 a day' }, 'enter', 'enter', 'enter', 'enter');
    assert.deepEqual(desk.shown[0]?.labels.slice(0, 4), [
      'Limits in the Claude Console',
      '$5,000 a month',
      '$200,000 a month',
      '$5,000 a day',
    ]);
    assert.deepEqual(desk.shown[0]?.descriptions.slice(0, 3), [
      'Limit of the organization',
      'Limit of your usage tier',
      'Limit of the workspace Web',
    ]);
    assert.deepEqual([desk.shown[1]?.active, desk.shown[2]?.active], ['Day', '5000']);
    assert.deepEqual(desk.setting, [
      { name: 'Web', amountUsd: 5000, period: 'day', scope: { workspace: 'wrkspc_web' } },
    ]);
  });

  it('a new budget does not wait for the Console’s limits, and moves nothing when they come', async () => {
    const desk = new BudgetDesk();
    desk.limits = new Promise(() => {});
    await desk.edit('enter', 'enter', { type: '40' }, 'enter', 'enter');
    assert.equal(desk.shown[0]?.labels[0], 'Organization');
    assert.deepEqual(desk.setting, [{ name: 'Acme', amountUsd: 40, period: 'month' }]);
    const common = { period: 'month', amount: 5000n * DOLLAR, isOfTier: false } as const;
    desk.limits = Promise.resolve([{ ...common, scope: ORGANIZATION, scopeName: '' }]);
    desk.setting = [];
    await desk.edit('escape');
    assert.deepEqual([desk.shown[0]?.labels[0], desk.shown[0]?.active], ['Limits in the Claude Console', 'Acme']);
  });

  it('a new budget says which organization it is for where the machine knows several', async () => {
    const desk = new BudgetDesk();
    desk.choices = { ...CHOICES, organizationId: 'org_1' };
    await desk.edit('enter', 'enter', { type: '40' }, 'enter', 'enter');
    assert.deepEqual(desk.setting, [{ name: 'Acme', amountUsd: 40, period: 'month', organization: 'org_1' }]);
  });

  it('a new budget can have thresholds of its own, and no alert by its forecast', async () => {
    const desk = new BudgetDesk();
    const own = [
      { type: '' },
      { type: '0' },
      { type: '-5' },
      { type: '80, x' },
      { type: '1001' },
      { type: '120%, 75 75,33.5' },
    ];
    await desk.edit('enter', 'enter', { type: '40' }, 'enter', { pick: 'Other Thresholds…' }, ...own);
    assert.deepEqual(desk.remarks.slice(-5), [
      ...new Array<string>(4).fill('Enter percentages above 0 and up to 1000, such as 50, 80, 100.'),
      'Alerts at 33.5%, 75% and 120%.',
    ]);
    await desk.edit({ pick: '$(add) New Budget…' }, 'enter', 'enter', { type: '40' }, 'enter', {
      pick: 'At 50%, 80% and 100%',
    });
    assert.deepEqual(desk.setting, [
      { name: 'Acme', amountUsd: 40, period: 'month', thresholds: [33.5, 75, 120] },
      { name: 'Acme, monthly', amountUsd: 40, period: 'month', forecast: false },
    ]);
  });

  it('a new budget’s steps go back one by one, and forget what was answered for another scope', async () => {
    const desk = new BudgetDesk();
    desk.past = [OCTOBER];
    const toName = [{ pick: 'Web' }, { pick: 'Week' }, { type: '70' }, { type: 'Mine' }] as const;
    const back = ['back', 'back', 'back', 'back'] as const;
    const shown = await desk.edit(...toName, ...back, { pick: 'Opus 5.5' }, 'enter', 'enter', 'escape');
    assert.deepEqual(
      shown.map((each) => each.at(-3)),
      ['1', '2', '3', '4', '5', '4', '3', '2', '1', '2', '3', '4'],
    );
    assert.deepEqual(
      desk.shown.slice(5).map(({ active }) => active),
      ['Mine', '70', 'Week', 'Web', 'Week', '2100', 'Opus 5.5'],
    );
    assert.equal(desk.setting, undefined);
  });

  it('a new budget’s name is its own, and not empty', async () => {
    const desk = new BudgetDesk();
    desk.setting = [
      { ...TEAM, name: 'Acme' },
      { ...ODD, name: 'Other' },
    ];
    const names = [
      { type: ' ' },
      { type: 'Acme' },
      { type: 'Other' },
      { type: 'x'.repeat(81) },
      { type: ' My  budget\u202e ' },
    ];
    await desk.edit({ pick: '$(add) New Budget…' }, 'enter', 'enter', { type: '40' }, ...names, 'enter');
    assert.deepEqual(desk.remarks, [
      'Enter a name.',
      'Another budget has this name.',
      'Another budget has this name.',
      'Enter at most 80 characters.',
    ]);
    assert.deepEqual((desk.setting as unknown[]).at(-1), { name: 'My budget', amountUsd: 40, period: 'month' });
  });

  it('a new budget cannot be made before there are figures, and says why', async () => {
    const desk = new BudgetDesk();
    desk.choices = 'There are no figures yet.';
    assert.deepEqual(await desk.edit('enter'), []);
    assert.deepEqual(desk.told, ['Claude Usage: There are no figures yet.']);
  });
});

describe('Edit Budgets: a budget that is there', () => {
  it('the list has each budget with its state, and bad entries with what is wrong', async () => {
    const desk = new BudgetDesk();
    desk.setting = [TEAM, { ...TEAM, name: 'Small $(x)', amountUsd: 3, period: 'day' }, ODD];
    desk.states = [budgetState()];
    await desk.edit('escape');
    assert.deepEqual(desk.shown[0]?.labels, [
      '$(add) New Budget…',
      'Budgets',
      'Team',
      'Small \\$(x)',
      'Ignored: Fix in the Settings',
      '$(warning) Odd',
    ]);
    assert.deepEqual(desk.shown[0]?.descriptions, [
      '',
      '≈$812 of $2,000 · 40% · ≈$1,188 left',
      '$3 a day',
      'Budget “Odd”: write amountUsd as a number, without quotes or a currency sign, such as 2000.',
    ]);
    assert.equal(desk.shown[0]?.active, 'Team');
    await desk.edit({ pick: '$(warning) Odd' });
    assert.deepEqual(
      [desk.openedSetting, desk.setting],
      [1, [TEAM, { ...TEAM, name: 'Small $(x)', amountUsd: 3, period: 'day' }, ODD]],
    );
  });

  it('the list says of a budget whose scope is of nothing what is wrong with it', async () => {
    const desk = new BudgetDesk();
    desk.setting = [TEAM];
    desk.bad = [
      { name: 'Team', message: 'Budget “Team”: scope.model is “x”, which is not the ID or name of a model.' },
    ];
    await desk.edit('escape');
    assert.equal(desk.shown[0]?.descriptions[1], desk.bad[0]?.message);
  });

  it('each field can be changed alone, and everything else stays as it is written', async () => {
    const whole = { ...TEAM, organization: 'org_1', scope: { workspace: 'Web' }, thresholds: [90] };
    for (const [script, changed] of [
      [[{ pick: 'Amount' }, { type: '$2,500' }], { ...whole, amountUsd: 2500 }],
      [[{ pick: 'Period' }, { pick: 'Day' }], { ...whole, period: 'day' }],
      [[{ pick: 'Scope' }, { pick: 'Opus 5.5' }], { ...whole, scope: { model: 'claude-opus-5-5' } }],
      [[{ pick: 'Thresholds' }, { type: '10 20' }], { ...whole, thresholds: [10, 20] }],
      [[{ pick: 'Forecast' }, { pick: 'No' }], { ...whole, forecast: false }],
      [[{ pick: 'Name' }, { type: 'Crew' }], { ...whole, name: 'Crew' }],
    ] as const) {
      const desk = new BudgetDesk();
      desk.setting = [ODD, 'nonsense', whole, { ...TEAM, name: 'Last' }];
      await desk.edit({ pick: 'Team' }, ...script);
      assert.deepEqual(desk.setting, [ODD, 'nonsense', changed, { ...TEAM, name: 'Last' }]);
      // The fields come up again, so that another can be changed.
      assert.equal(desk.shown.at(-1)?.title, `Budget: ${changed.name}`);
    }
  });

  it('a scope that becomes the organization is left out of the settings', async () => {
    const desk = new BudgetDesk();
    desk.setting = [{ ...TEAM, scope: { workspace: 'Web' } }];
    await desk.edit({ pick: 'Team' }, { pick: 'Scope' }, { pick: 'Acme' });
    assert.deepEqual([desk.setting, desk.limitsAsked], [[TEAM], 0]);
  });

  it('an amount is previewed for the scope that the budget has', async () => {
    const desk = new BudgetDesk();
    desk.past = [OCTOBER];
    desk.setting = [{ ...TEAM, scope: { workspace: 'Web' } }];
    await desk.edit({ pick: 'Team' }, { pick: 'Amount' }, 'escape');
    assert.deepEqual(desk.asked, []);
    const scope = { dimension: 'workspace', id: 'wrkspc_web' } as const;
    desk.states = [budgetState({ scope, scopeName: 'Web' })];
    await desk.edit({ pick: 'Team' }, { pick: 'Amount' }, 'escape');
    assert.deepEqual(desk.asked, [{ scope, period: 'month' }]);
    assert.deepEqual(desk.remarks, ['Last month ($1,860.00) you would have passed 80% on the 27th.']);
  });

  it('a budget is deleted once the user is sure', async () => {
    const desk = new BudgetDesk();
    desk.setting = [ODD, TEAM];
    await desk.edit({ pick: 'Team' }, { pick: '$(trash) Delete…' }, 'back', 'escape');
    assert.deepEqual([desk.setting, desk.told], [[ODD, TEAM], ['Delete the budget Team?']]);
    desk.press = 'Delete';
    await desk.edit({ pick: 'Team' }, { pick: '$(trash) Delete…' });
    assert.deepEqual(desk.setting, [ODD]);
  });

  it('Back leads from a field to the budget, and from there to the list; Esc leaves without a change', async () => {
    const desk = new BudgetDesk();
    desk.setting = [TEAM];
    const shown = await desk.edit({ pick: 'Team' }, { pick: 'Amount' }, 'back', 'back', 'escape');
    assert.deepEqual(shown, [
      'Edit Budgets',
      'Budget: Team',
      'Budget: Team: US dollars per month',
      'Budget: Team',
      'Edit Budgets',
    ]);
    await desk.edit({ pick: 'Team' }, { pick: 'Amount' }, 'escape');
    assert.deepEqual([desk.setting, desk.told], [[TEAM], []]);
  });

  it('settings that cannot be written, or that are no list, are told with a way to them', async () => {
    const desk = new BudgetDesk();
    desk.setting = [TEAM];
    desk.failure = new Error('Unable to write into user settings. See [x](command:y).');
    desk.press = 'Open Settings';
    await desk.edit({ pick: 'Team' }, { pick: 'Forecast' }, { pick: 'No' });
    desk.setting = { Team: 5 };
    await desk.edit({ pick: '$(add) New Budget…' });
    assert.deepEqual(desk.told, [
      'Claude Usage: The budgets could not be changed. Unable to write into user settings. See [x] (command:y).',
      'Claude Usage: The budgets could not be changed. The setting claudeUsage.budgets is not a list. Correct it in the settings first.',
    ]);
    assert.deepEqual([desk.openedSetting, desk.setting], [2, { Team: 5 }]);
  });

  it('the sample’s budgets are not changed, and there is a way out of the sample', async () => {
    const desk = new BudgetDesk();
    desk.isSample = true;
    assert.deepEqual(await desk.edit(), []);
    assert.equal(desk.left, 0);
    desk.press = 'Leave Sample Data';
    await desk.edit();
    assert.deepEqual([desk.left, desk.setting], [1, undefined]);
    assert.deepEqual(desk.told[0], 'Claude Usage: The budgets of the sample data cannot be changed.');
  });
});
