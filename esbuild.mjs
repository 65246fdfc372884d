// Bundles the extension: a small entry that VS Code activates, the rest of the host and the engine's thread, which it
// loads when they are needed, and the panel's page; and tells whose code is in them.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import { bundledPackages } from './build/bundledPackages.ts';
import { minifyBundles } from './build/minifyBundles.ts';
import { sbom } from './build/sbom.ts';
import { thirdPartyNotices } from './build/thirdPartyNotices.ts';

const production = process.argv.includes('--production');
const [outdir = 'dist'] = process.argv.flatMap((argument) => argument.split(/^--outdir=/).slice(1));

/** The entry loads the rest of the host when it is needed, from a file of its own. */
const hostApart = {
  name: 'host-apart',
  setup(build) {
    build.onResolve({ filter: /^\.\/host\.ts$/ }, () => ({ path: './host.mjs', external: true }));
  },
};

/**
 * The host offers reports and writes them; what makes them is the engine's alone. So it has a copy of the files that lead
 * to that, without it, such as the reports' definitions: all else it shares with the engine.
 */
const reportsUnmade = {
  name: 'reports-unmade',
  setup(build) {
    const copy = 'reports-of-the-host';
    const none = 'unmade';
    const makes = /[\\/]src[\\/]reports[\\/]\w+[\\/]build\.ts$/;
    /** True of a file that imports what makes reports, through others too. */
    const leadsThere = (file) => {
      if (makes.test(file)) return true;
      if (!/[\\/]src[\\/]reports[\\/]/.test(file)) return false;
      const values = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type\b)[^;]*?from '(\.[^']+)';/gm);
      return Array.from(values, ([, path]) => resolve(dirname(file), path)).some(leadsThere);
    };
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path, importer, namespace, resolveDir }) => {
      const isOfHost = namespace === copy || /[\\/]src[\\/](ui[\\/].+|commands|host|settings)\.ts$/.test(importer);
      const file = resolve(resolveDir, path);
      if (!isOfHost || !leadsThere(file)) return undefined;
      return { path: file, namespace: makes.test(file) ? none : copy };
    });
    build.onLoad({ filter: /./, namespace: copy }, ({ path }) => ({
      contents: readFileSync(path, 'utf8'),
      loader: 'ts',
      resolveDir: dirname(path),
    }));
    build.onLoad({ filter: /./, namespace: none }, () => ({ contents: 'export const build = undefined;' }));
  },
};

/** OpenTelemetry can ask each system for the id of the machine, which nobody here wants: it is imported by nobody. */
const noMachineId = {
  name: 'no-machine-id',
  setup(build) {
    build.onResolve({ filter: /^\.\/getMachineId-\w+/ }, ({ path }) => ({ path, external: true }));
  },
};

/**
 * Chart.js reads a property where it declares the defaults of some scales, which may have an effect for all that esbuild
 * knows, so that it would keep those scales though no chart has them. Read in a pure function, they go where unused.
 */
const scalesInUse = {
  name: 'scales-in-use',
  setup(build) {
    build.onLoad({ filter: /[\\/]chart\.js[\\/]dist[\\/]chart\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(
        /(?<=callback: |static defaults = )(?:Ticks\.formatters\.\w+|TimeScale\.defaults)/g,
        '/* @__PURE__ */ (() => $&)()',
      ),
    }));
  },
};

const common = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  outdir,
};

const inNode = { ...common, platform: 'node', target: 'node22' };

const builds = [
  {
    ...inNode,
    entryPoints: { extension: 'src/extension.ts' },
    plugins: [hostApart],
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    external: ['vscode'],
  },
  {
    ...inNode,
    entryPoints: {
      host: 'src/host.ts',
      engine: 'src/engine/thread/worker.ts',
      mcpServer: 'src/mcp/server.ts',
      mcpAnswers: 'src/mcp/answersThread.ts',
    },
    plugins: [reportsUnmade, noMachineId],
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    external: ['vscode'],
    // What several of them share, or load on its own, is a file of its own.
    splitting: true,
  },
  {
    ...common,
    entryPoints: { panel: 'webview/main.ts' },
    plugins: [scalesInUse],
    // Most of it runs before the first chart is there: compiled one by one, its functions would take a third of that time.
    banner: { js: '//# allFunctionsCalledOnLoad' },
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
  },
  {
    ...common,
    entryPoints: { report: 'webview/report/main.ts' },
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
  },
];

/** Runs on any Node that a client of the MCP server starts, so it is not minified further by what knows no targets. */
const launcher = {
  ...inNode,
  entryPoints: { mcpLauncher: 'src/mcp/launcher.ts' },
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  target: 'node12',
  supported: { 'dynamic-import': true },
};

// Names of shared files tell their content: those of an earlier build would stay, and be packed.
rmSync(outdir, { recursive: true, force: true });
if (process.argv.includes('--watch')) {
  for (const options of [...builds, launcher]) await (await esbuild.context(options)).watch();
} else {
  const results = await Promise.all(builds.map((options) => esbuild.build(options)));
  if (production) minifyBundles(results.flatMap(({ metafile }) => Object.keys(metafile.outputs)));
  await esbuild.build(launcher);
  const root = import.meta.dirname;
  const packages = bundledPackages(
    results.map(({ metafile }) => metafile),
    root,
  );
  writeFileSync(join(outdir, 'THIRD_PARTY_NOTICES'), thirdPartyNotices(packages));
  const product = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(outdir, 'sbom.cdx.json'), sbom(product, packages));
}
