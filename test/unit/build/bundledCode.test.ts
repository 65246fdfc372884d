import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';
import { recompress } from '../../../build/recompress.ts';

const root = dirname(dirname(dirname(import.meta.dirname)));
const NOTICES = 'THIRD_PARTY_NOTICES';
const SBOM = 'sbom.cdx.json';

interface Component {
  readonly 'bom-ref': string;
  readonly licenses: readonly { readonly license: { readonly id: string } }[];
}
interface Bom {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

describe('the code of others in the bundles', () => {
  let folder: string;
  /** As it is packed. */
  let packed: string;
  const read = (name: string) => readFileSync(join(folder, 'dist', name), 'utf8');
  const bom = (): Bom => JSON.parse(read(SBOM));
  const build = (...flags: string[]) =>
    execFileSync(process.execPath, [join(root, 'esbuild.mjs'), ...flags], { cwd: root });

  const vsce = (...args: string[]) => {
    const command = [join(root, 'node_modules', '@vscode', 'vsce', 'vsce'), ...args, '--no-dependencies'];
    return execFileSync(process.execPath, command, { cwd: packed, encoding: 'utf8' });
  };

  /** `name@version` of every package that a source map of a bundle names a file of. */
  function mappedPackages(): string[] {
    const sources = globSync('*.map', { cwd: join(folder, 'dist') }).flatMap((map): string[] => {
      const { sources: own, mappings }: { sources: string[]; mappings: string } = JSON.parse(read(map));
      const mapped = mappedSources(mappings);
      return own.filter((_, index) => mapped.has(index)).map((source) => join(folder, 'dist', source));
    });
    const folders = sources.flatMap((source) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(source)?.[0] ?? []);
    const names = folders.map((each) => {
      const { name, version } = JSON.parse(readFileSync(join(each, 'package.json'), 'utf8'));
      return `${name}@${version}`;
    });
    return [...new Set(names)].sort();
  }

  before(function () {
    this.timeout(60_000);
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-notices-'));
    packed = join(folder, 'packed');
    build(`--outdir=${join(folder, 'dist')}`);
    build('--production', `--outdir=${join(packed, 'dist')}`);
    for (const name of ['.vscodeignore', 'README.md', 'CHANGELOG.md', 'LICENSE', 'media'])
      cpSync(join(root, name), join(packed, name), { recursive: true });
    const { scripts, ...manifest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    // It would build again.
    const { 'vscode:prepublish': _, ...others } = scripts;
    writeFileSync(join(packed, 'package.json'), JSON.stringify({ ...manifest, scripts: others }, null, 2));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('bundled code has a notice with the text of its licence, by package and version', () => {
    const notices = read(NOTICES).split(/^-{80}$/m);
    assert.ok(mappedPackages().length >= 12, mappedPackages().join());
    for (const id of mappedPackages()) {
      const heading = `${id.replace(/@(?=[^@]+$)/, ' ')} (`;
      const notice = notices.find((each) => each.split('\n').some((line) => line.startsWith(heading)));
      if (/^ *Apache License$/m.test(notice ?? '')) continue;
      assert.match(notice ?? '', /Copyright .*\d{4}|Copyright \(c\) (Microsoft|Matteo|Sindre Sorhus|Titus Wormer)/, id);
      assert.match(notice ?? '', /Permission (is hereby granted|to use, copy, modify)/, id);
    }
  });

  it('bundled code stands in the bill of materials with its licence, and nothing else does', () => {
    const { bomFormat, specVersion, metadata, components } = bom();
    assert.deepEqual([bomFormat, specVersion, metadata.component.name], ['CycloneDX', '1.6', 'claude-usage']);
    assert.deepEqual(components.map((each) => each['bom-ref']).sort(), mappedPackages());
    for (const { licenses, ...each } of components)
      assert.match(licenses[0]?.license.id ?? '', /^(MIT|0BSD|Apache-2\.0)$/, each['bom-ref']);
  });

  it('bundled code stands in the bill of materials with what it needs itself', () => {
    const { components, dependencies } = bom();
    const needs = new Map(dependencies.map(({ ref, dependsOn }) => [ref.replace(/@[^@]+$/, ''), dependsOn.join()]));
    assert.match(needs.get('claude-usage') ?? '', /chart\.js@.*zod@/);
    assert.doesNotMatch(needs.get('claude-usage') ?? '', /kurkle|tslib/);
    assert.match(needs.get('chart.js') ?? '', /^@kurkle\/color@/);
    assert.match(needs.get('@vscode/webview-ui-toolkit') ?? '', /@microsoft\/fast-foundation@.*tslib@2/);
    const refs = new Set(components.map((each) => each['bom-ref']));
    for (const ref of dependencies.flatMap(({ dependsOn }) => dependsOn)) assert.ok(refs.has(ref), ref);
  });

  it('bundled code is told in the same words by every build, whenever and wherever it is made', () => {
    for (const name of [NOTICES, SBOM]) {
      assert.equal(readFileSync(join(packed, 'dist', name), 'utf8'), read(name), name);
      assert.doesNotMatch(read(name), /node_modules|\/tmp|timestamp|serialNumber/, name);
      assert.ok(!read(name).includes(root), name);
    }
  });

  it('bundled code is packed together with its notices', () => {
    // Parts of modules have names that change with their content.
    const listed = vsce('ls').replaceAll(/^dist\/.*-[0-9A-Z]{8}\.mjs\n/gm, '');
    const modules = ['engine.mjs', 'host.mjs', 'mcpAnswers.mjs', 'mcpServer.mjs'];
    const pages = ['panel', 'report'].flatMap((name) => [`${name}.css`, `${name}.js`]);
    const bundles = [...modules, 'extension.cjs', 'mcpLauncher.cjs', ...pages].sort();
    assert.deepEqual(listed.trim().split('\n').sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      ...[NOTICES, ...bundles, SBOM].map((name) => `dist/${name}`),
      'media/icon.png',
      ...['budget', 'key', 'panel', 'report', 'sample', 'statusBar'].map((name) => `media/walkthrough/${name}.svg`),
      'package.json',
    ]);
  });

  it('bundled code and all else fit, recompressed, into the package of the size that CONTRIBUTING.md names', async () => {
    const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
    const most = Number(/the package stays under (\d+) KB/.exec(text)?.[1]) * 1000;
    const file = join(folder, 'packed.vsix');
    vsce('package', '--no-rewrite-relative-links', '--allow-missing-repository', '--out', file);
    const before = statSync(file).size;
    await recompress(file);
    const { size } = statSync(file);
    assert.ok(size < most, `${size} bytes of ${most}`);
    assert.ok(size < 0.98 * before, `${size} bytes of ${before}`);
    const files = unpacked(readFileSync(file));
    const manifest = JSON.parse(files.get('extension/package.json')?.toString() ?? '');
    const { scripts, devDependencies, allowScripts } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8'));
    assert.ok(scripts && devDependencies && allowScripts);
    const whole = { ...manifest, scripts, devDependencies, allowScripts };
    assert.deepEqual(whole, JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')));
    for (const name of ['dist/engine.mjs', 'dist/panel.js', 'media/icon.png']) {
      assert.ok(files.get(`extension/${name}`)?.equals(readFileSync(join(packed, name))), name);
    }
  }).timeout(60_000);
});

/** Files of a zip by their names, read from its begin on, with their checksums tested. */
function unpacked(zip: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    const [method, crc, size, nameLength] = [
      zip.readUInt16LE(at + 8),
      zip.readUInt32LE(at + 14),
      zip.readUInt32LE(at + 18),
      zip.readUInt16LE(at + 26),
    ];
    const name = zip.toString('utf8', at + 30, at + 30 + nameLength);
    const stored = zip.subarray(at + 30 + nameLength, at + 30 + nameLength + size);
    const content = method === 0 ? stored : inflateRawSync(stored);
    assert.equal(crc32(content), crc, name);
    files.set(name, content);
    at += 30 + nameLength + size;
  }
  return files;
}

/** Numbers of the sources that a source map's mappings point into. */
function mappedSources(mappings: string): ReadonlySet<number> {
  const used = new Set<number>();
  let source = 0;
  for (const segment of mappings.split(/[;,]/)) {
    const fields = variableLengths(segment);
    if (fields[1] === undefined) continue;
    source += fields[1];
    used.add(source);
  }
  return used;
}

/** Numbers in base64 with a variable length, lowest five bits first, the sign in the lowest bit of all. */
function variableLengths(text: string): readonly number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (const digit of text) {
    const bits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(digit);
    value += (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}
