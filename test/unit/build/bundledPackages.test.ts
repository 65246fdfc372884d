import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { bundledPackages } from '../../../build/bundledPackages.ts';
import { thirdPartyNotices } from '../../../build/thirdPartyNotices.ts';

describe('bundled packages', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'claude-usage-packages-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function install(folder: string, manifest: object, files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries({ 'package.json': JSON.stringify(manifest), ...files })) {
      const file = join(root, 'node_modules', folder, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  const manifest = (name: string, version = '1.0.0') => ({ name, version, license: 'MIT', homepage: 'https://a.test' });

  it('packages that leave not a byte in a bundle are left out', () => {
    install('shaken', manifest('shaken'), {});
    assert.deepEqual(bundledPackages([metafile({ 'node_modules/shaken/a.js': 0 })], root), []);
  });

  it('bundled packages without a text of their licence fail the build by name', () => {
    install('@a/silent', manifest('@a/silent'), {});
    const taken = [metafile({ 'node_modules/@a/silent/a.js': 10 })];
    assert.throws(() => bundledPackages(taken, root), /^Error: @a\/silent is bundled and has no licence text$/);
  });

  it('bundled packages that name no licence fail the build by name', () => {
    install('unnamed', { name: 'unnamed', version: '1.0.0' }, { LICENSE: 'Do as you like' });
    const taken = [metafile({ 'node_modules/unnamed/a.js': 10 })];
    assert.throws(() => bundledPackages(taken, root), /^Error: unnamed is bundled and names no licence$/);
  });

  it('bundled packages are told in every version of which code was taken, once each', () => {
    install('b', manifest('b', '2.0.0'), { LICENSE: 'Copyright B' });
    install('a', manifest('a'), { 'LICENSE.md': 'Copyright A\r\n' });
    for (const holder of ['a', 'c']) install(`${holder}/node_modules/b`, manifest('b'), { COPYING: 'Copyright B' });
    const taken = { 'node_modules/a/x.js': 1, 'node_modules/a/node_modules/b/x.js': 1, 'node_modules/b/x.js': 1 };
    const packages = bundledPackages([metafile(taken), metafile({ 'node_modules/c/node_modules/b/x.js': 1 })], root);
    assert.deepEqual(
      packages.map(({ name, version, licenseTexts }) => [name, version, ...licenseTexts]),
      [
        ['a', '1.0.0', 'Copyright A'],
        ['b', '1.0.0', 'Copyright B'],
        ['b', '2.0.0', 'Copyright B'],
      ],
    );
    const notices = thirdPartyNotices(packages);
    assert.equal(notices.match(/Copyright B/g)?.length, 1);
    assert.match(notices, /b 1\.0\.0 \(MIT\)\nhttps:\/\/a\.test\nb 2\.0\.0 \(MIT\)/);
  });

  it('bundled packages have the address of a repository that is told by its owner and name', () => {
    const { homepage: _, ...short } = manifest('short');
    install('short', { ...short, repository: 'owner/short' }, { LICENSE: 'Short' });
    const [found] = bundledPackages([metafile({ 'node_modules/short/a.js': 1 })], root);
    assert.equal(found?.homepage, 'https://github.com/owner/short');
  });

  it('bundled packages have the licences of their parts, of those alone that were taken', () => {
    const licences = { LICENSE: 'Whole', 'lib/part/LICENSE': 'Part', 'lib/other/LICENSE': 'Other' };
    install('parts', manifest('parts'), { ...licences, 'lib/part/deep/x.js': '' });
    const [parts] = bundledPackages([metafile({ 'node_modules/parts/lib/part/deep/x.js': 1 })], root);
    assert.deepEqual(parts?.licenseTexts, ['Whole', 'Part']);
  });
});

/** One bundle that took so many bytes of each file. */
function metafile(bytesOf: Readonly<Record<string, number>>): Metafile {
  const files = Object.entries(bytesOf);
  return {
    inputs: Object.fromEntries(files.map(([file, bytes]) => [file, { bytes, imports: [] }])),
    outputs: {
      'out.js': {
        bytes: 0,
        imports: [],
        exports: [],
        inputs: Object.fromEntries(files.map(([file, bytesInOutput]) => [file, { bytesInOutput }])),
      },
    },
  };
}
