import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandParts } from '../../src/commands.ts';
import { REPORTS } from '../../src/reports/reports.ts';
import { PAGE_COMMANDS } from '../../src/shared/fromPage.ts';
import { OTEL_ATTRIBUTES, OTEL_PRESETS, TEMPORALITIES } from '../../src/shared/otel.ts';
import { REPORT_SCHEME } from '../../src/ui/reports/reportScheme.ts';
import { TOOLTIP_COMMANDS } from '../../src/ui/statusBar/tooltip.ts';
import { held } from './hostSide/fakeVscode.ts';
import { manifest, root } from './hostSide/manifest.ts';

const { commands, configuration } = manifest.contributes;
const properties = configuration.properties;

describe('the manifest', () => {
  it('the manifest has its fixed names, entry and licence', () => {
    const { name, displayName, publisher, license, main } = manifest;
    assert.deepEqual(
      [name, displayName, publisher, license, main],
      ['claude-usage', 'Claude Usage & Cost', 'claude-usage', 'MIT', './dist/extension.cjs'],
    );
    assert.match(manifest.description, /unofficial/i);
  });

  it('the manifest activates the extension after start-up and for a report’s address, on either side', () => {
    // A report's tab is restored before start-up has finished.
    assert.deepEqual(manifest.activationEvents, ['onStartupFinished', `onFileSystem:${REPORT_SCHEME}`]);
    assert.deepEqual(manifest.extensionKind, ['ui', 'workspace']);
  });

  it('the manifest allows untrusted and virtual workspaces, which the extension does not read', () => {
    const everywhere = { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true };
    assert.deepEqual(manifest.capabilities, everywhere);
  });

  it('the manifest asks for the VS Code of the types it is compiled with', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
    assert.equal(manifest.engines.vscode, '^1.110.0');
  });

  it('the manifest has no dependencies at run time, as all are bundled', () => {
    assert.equal(manifest.dependencies, undefined);
    for (const name of ['esbuild', 'undici', 'zod', 'chart.js', '@vscode/webview-ui-toolkit', 'mocha']) {
      assert.ok(manifest.devDependencies[name], name);
    }
  });

  it('the manifest has categories and keywords for the search', () => {
    assert.ok(manifest.categories.length > 0 && manifest.keywords.length > 0);
    assert.ok(manifest.keywords.length <= 30);
  });

  it('the manifest names files that exist', () => {
    assert.ok(existsSync(join(root, manifest.icon)), manifest.icon);
    const scripts = Object.values(manifest.scripts).flatMap((script) => [...script.matchAll(/node (\S+\.m?[jt]s)/g)]);
    for (const [, file = ''] of scripts) assert.ok(existsSync(join(root, file)), file);
    // The icon is a PNG of 128 by 128 pixels.
    const icon = readFileSync(join(root, manifest.icon));
    assert.deepEqual([icon.readUInt32BE(16), icon.readUInt32BE(20)], [128, 128]);
  });
});

describe('the commands', () => {
  const ids = commands.map(({ command }) => command);
  const titles: Record<string, string> = {
    'claudeUsage.setAdminKey': 'Set Admin API Key',
    'claudeUsage.removeAdminKey': 'Remove Admin API Key',
    'claudeUsage.openPanel': 'Open Usage Panel',
    'claudeUsage.refresh': 'Refresh Now',
    'claudeUsage.useSampleData': 'Explore with Sample Data',
    'claudeUsage.leaveSampleData': 'Leave Sample Data',
    'claudeUsage.deleteAllData': 'Delete All Data',
    'claudeUsage.showLog': 'Show Log',
    'claudeUsage.openSettings': 'Open Settings',
    'claudeUsage.getStarted': 'Get Started',
    'claudeUsage.cancelHistory': 'Cancel Fetching History',
    'claudeUsage.startMeasuring': 'Start Measuring',
    'claudeUsage.stopMeasuring': 'Stop Measuring',
    'claudeUsage.editBudgets': 'Edit Budgets',
    'claudeUsage.setBalance': 'Set Prepaid Balance',
    'claudeUsage.budgetStatus': 'Budget Status as JSON',
    'claudeUsage.copyMcpSetup': 'Copy MCP Setup',
    'claudeUsage.setOtelHeaders': 'Set OpenTelemetry Headers',
    'claudeUsage.createReport': 'Create Report',
    'claudeUsage.exportCsv': 'Export CSV',
    'claudeUsage.saveReport': 'Save Report',
    ...Object.fromEntries(REPORTS.map(({ id, title }) => [`claudeUsage.report.${id}`, `Report: ${title}`])),
  };

  it('the commands of the manifest are those that have a handler, in their order', async () => {
    const { createCommands } = await import('../../src/commands.ts');
    assert.deepEqual(ids, Object.keys(createCommands({} as CommandParts)));
  });

  it('the commands of the manifest have their fixed titles, in one category', () => {
    const shown = Object.fromEntries(commands.map(({ command, title }) => [command, title]));
    assert.deepEqual(shown, titles);
    for (const { category } of commands) assert.equal(category, 'Claude Usage');
  });

  it('the commands of the manifest include every one that the tooltip and the page run', () => {
    for (const command of [...TOOLTIP_COMMANDS, ...PAGE_COMMANDS]) assert.ok(ids.includes(command), command);
  });

  it('the commands of the manifest are enabled by contexts that the extension sets', async () => {
    const { createContexts } = await import('../../src/ui/contexts.ts');
    held.ran = [];
    const set: unknown[] = [];
    const facts = { sample: false, hasAccount: false, hasKey: false, fetching: false, measuring: false };
    createContexts()(facts);
    for (const name of Object.keys(facts)) set.push(`claudeUsage.${name}`);
    assert.equal(held.ran.length, set.length);
    for (const { command, enablement = '' } of commands) {
      for (const [context] of enablement.matchAll(/claudeUsage\.\w+/g)) assert.ok(set.includes(context), command);
    }
  });

  it('the commands of the manifest are enabled where they can work', () => {
    const enablement = Object.fromEntries(commands.map(({ command, enablement: when = '' }) => [command, when]));
    assert.equal(enablement['claudeUsage.leaveSampleData'], 'claudeUsage.sample');
    assert.equal(enablement['claudeUsage.useSampleData'], '!claudeUsage.sample');
    assert.equal(enablement['claudeUsage.cancelHistory'], 'claudeUsage.fetching');
    assert.equal(enablement['claudeUsage.removeAdminKey'], 'claudeUsage.hasKey');
    assert.equal(enablement['claudeUsage.editBudgets'], 'claudeUsage.hasAccount');
    assert.equal(enablement['claudeUsage.setBalance'], 'claudeUsage.hasAccount && !claudeUsage.sample');
    for (const { id } of REPORTS) assert.equal(enablement[`claudeUsage.report.${id}`], 'claudeUsage.hasAccount', id);
    for (const always of ['setAdminKey', 'openPanel', 'deleteAllData', 'showLog', 'openSettings', 'getStarted']) {
      assert.equal(enablement[`claudeUsage.${always}`], '', always);
    }
  });
});

describe('the settings', () => {
  it('the settings of the manifest have their fixed names, defaults and limits', () => {
    const { type, minimum, maximum } = properties['claudeUsage.refreshIntervalSeconds'] ?? {};
    assert.deepEqual({ type, minimum, maximum }, { type: 'integer', minimum: 60, maximum: 86_400 });
    const history = properties['claudeUsage.historyDays'];
    assert.deepEqual([history?.type, history?.maximum], ['integer', 365]);
    assert.deepEqual(properties['claudeUsage.day']?.enum, ['utc', 'local']);
    assert.deepEqual(properties['claudeUsage.statusBar.show']?.enum, ['today', 'todayAndMonth', 'month', 'burnRate']);
    assert.deepEqual(Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, value.default])), {
      'claudeUsage.statusBar.show': 'today',
      'claudeUsage.day': 'utc',
      'claudeUsage.timeZone': '',
      'claudeUsage.refreshIntervalSeconds': 60,
      'claudeUsage.historyDays': 90,
      'claudeUsage.shortenEmails': false,
      'claudeUsage.budgets': [],
      'claudeUsage.costCentres': [],
      'claudeUsage.monthlyReports': { reports: [], folder: '', formats: ['html'] },
      'claudeUsage.unusualSpend.enabled': true,
      'claudeUsage.unusualSpend.sensitivity': 'medium',
      'claudeUsage.unusualSpend.minimumUsd': 10,
      'claudeUsage.otel.enabled': false,
      'claudeUsage.otel.endpoint': 'http://localhost:4318',
      'claudeUsage.otel.preset': 'generic',
      'claudeUsage.otel.temporality': 'auto',
      'claudeUsage.otel.intervalSeconds': 60,
      'claudeUsage.otel.serviceName': 'claude-usage',
      'claudeUsage.otel.attributes': ['workspace'],
      'claudeUsage.apiBaseUrl': 'https://api.anthropic.com',
      'claudeUsage.tools.enabled': true,
    });
    assert.deepEqual(properties['claudeUsage.otel.preset']?.enum, OTEL_PRESETS);
    assert.deepEqual(properties['claudeUsage.otel.temporality']?.enum, ['auto', ...TEMPORALITIES]);
    assert.deepEqual(properties['claudeUsage.otel.attributes']?.items?.enum, OTEL_ATTRIBUTES);
  });

  it('the settings of the manifest have a row each in the README', () => {
    const [, table = ''] = readFileSync(join(root, 'README.md'), 'utf8').split(
      '\n| Setting | Default | What it does |\n',
    );
    const rows = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| `([\w.]+)` \|/gm)].map(([, name]) => name);
    assert.deepEqual(rows.toSorted(), Object.keys(properties).toSorted());
  });

  it('the settings of the manifest can be changed by no folder', () => {
    for (const [name, { scope }] of Object.entries(properties)) assert.equal(scope, 'application', name);
  });

  it('the settings of the manifest are synchronized, except where a secret goes, and what one machine exports', () => {
    const staying = Object.entries(properties).filter(([, { ignoreSync }]) => ignoreSync);
    assert.deepEqual(
      staying.map(([name]) => name),
      [
        'claudeUsage.apiBaseUrl',
        'claudeUsage.otel.enabled',
        'claudeUsage.otel.endpoint',
        'claudeUsage.otel.preset',
        'claudeUsage.otel.temporality',
      ],
    );
  });

  it('the settings of the manifest describe their unit, their limits and the effect of each choice', () => {
    for (const [
      name,
      { type, minimum, markdownDescription, enum: choices, enumItemLabels, enumDescriptions },
    ] of Object.entries(properties)) {
      assert.match(markdownDescription, /\.$/, name);
      assert.equal(enumDescriptions?.length, choices?.length, name);
      assert.equal(enumItemLabels?.length, choices?.length, name);
      if (type !== 'integer') continue;
      assert.match(markdownDescription, /second|day/i, name);
      assert.match(markdownDescription, new RegExp(String(minimum)), name);
    }
  });

  it('the settings of the manifest link to settings that exist', () => {
    for (const { markdownDescription } of Object.values(properties)) {
      for (const [, linked = ''] of markdownDescription.matchAll(/`#([^#]+)#`/g))
        assert.ok(linked in properties, linked);
    }
  });
});
