// Bundles the extension: a small entry that VS Code activates, the rest of the host and the engine's thread, which it
// loads when they are needed, and the panel's page.
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');
const common = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  legalComments: 'none',
  logLevel: 'info',
  outdir: 'dist',
};

const builds = [
  {
    ...common,
    entryPoints: { extension: 'src/extension.ts', host: 'src/host.ts', engine: 'src/engine/worker.ts' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    external: ['vscode', './host.cjs'],
  },
  {
    ...common,
    entryPoints: { panel: 'webview/main.ts' },
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
    external: [],
  },
];

if (process.argv.includes('--watch')) {
  for (const options of builds) await (await esbuild.context(options)).watch();
} else {
  await Promise.all(builds.map((options) => esbuild.build(options)));
}
