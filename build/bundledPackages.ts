import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';

/** A library of which at least a byte is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier. */
  readonly license: string;
  readonly homepage: string;
  /** Licence texts as their authors wrote them, that of the package first. */
  readonly licenseTexts: readonly string[];
  /** SHA-512 of the published archive in hex, where the lock file has it. */
  readonly sha512: string | null;
  /** Whether our own files import it. */
  readonly isDirect: boolean;
  /** `name@version` of the bundled packages that it imports, sorted. */
  readonly imports: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly homepage?: string;
  readonly repository?: string | { readonly url: string };
}

const LICENSE_FILE = /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i;
/** Stands for the folder of our own files. */
const OWN = '';
const TEXTS = join(import.meta.dirname, 'licences');

/** Texts of packages that are published without one, from the licence file of their repositories. */
const TEXT_OF: Readonly<Record<string, string>> = {
  '@microsoft/fast-element': 'fast.txt',
  '@microsoft/fast-foundation': 'fast.txt',
  '@microsoft/fast-web-utilities': 'fast.txt',
};

/**
 * Packages that esbuild took code from, sorted by name and version; a package of which nothing was left is none of them.
 * @throws Error that names the package if it has no licence or no licence text.
 */
export function bundledPackages(metafiles: readonly Metafile[], root: string): readonly BundledPackage[] {
  const files = filesInBundles(metafiles);
  const folders = [...new Set(files.map(packageFolder))].filter((folder) => folder !== null).sort();
  const integrity = readIntegrity(root);
  const manifests = new Map(folders.map((folder) => [folder, readManifest(join(root, folder))]));
  const imports = importsByFolder(metafiles);
  const idsOf = (folder: string) => {
    const manifest = manifests.get(folder);
    return manifest ? [`${manifest.name}@${manifest.version}`] : [];
  };
  const packages = [...manifests].map(([folder, manifest]) => {
    const own = files.filter((file) => packageFolder(file) === folder);
    return {
      name: manifest.name,
      version: manifest.version,
      license: licenseOf(manifest),
      homepage: homepageOf(manifest),
      licenseTexts: licenseTexts(manifest.name, own, folder, root),
      sha512: integrity.get(folder) ?? null,
      isDirect: imports.get(OWN)?.has(folder) === true,
      imports: [...new Set([...(imports.get(folder) ?? [])].flatMap(idsOf))].sort(),
    };
  });
  return unique(packages).sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

function filesInBundles(metafiles: readonly Metafile[]): readonly string[] {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const inputs = outputs.flatMap((output) => Object.entries(output.inputs));
  return [...new Set(inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file))];
}

/** Folder of the package that a file belongs to, the innermost one; null for our own files. */
function packageFolder(file: string): string | null {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? null;
}

/** Folders that files of a folder import from: also through files that only hand on, which leave nothing in a bundle. */
function importsByFolder(metafiles: readonly Metafile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const between = new Map<string, Set<string>>();
  for (const [file, { imports }] of metafiles.flatMap(({ inputs }) => Object.entries(inputs))) {
    const from = packageFolder(file) ?? OWN;
    for (const { path } of imports) {
      const to = packageFolder(path) ?? OWN;
      if (to !== from) between.set(from, (between.get(from) ?? new Set()).add(to));
    }
  }
  return between;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function licenseOf({ name, license }: Manifest): string {
  if (!license) throw new Error(`${name} is bundled and names no licence`);
  return license;
}

function homepageOf({ homepage, repository }: Manifest): string {
  const url = homepage ?? (typeof repository === 'string' ? repository : (repository?.url ?? ''));
  // A repository may be told as `owner/name` alone.
  const address = /^[\w.-]+\/[\w.-]+$/.test(url) ? `https://github.com/${url}` : url;
  return address.replace(/^git\+/, '').replace(/(\.git|#readme)$/, '');
}

/** Those of the package, and those that stand nearer to a file that was taken: parts can have a licence of their own. */
function licenseTexts(name: string, files: readonly string[], folder: string, root: string): readonly string[] {
  const folders = new Set([folder, ...files.flatMap((file) => foldersUpTo(folder, dirname(file)))]);
  const found = [...folders].sort().flatMap((each) =>
    readdirSync(join(root, each))
      .filter((file) => LICENSE_FILE.test(file))
      .map((file) => readText(join(root, each, file))),
  );
  const kept = TEXT_OF[name];
  if (found.length === 0 && kept !== undefined) found.push(readText(join(TEXTS, kept)));
  if (found.length === 0) throw new Error(`${name} is bundled and has no licence text`);
  return [...new Set(found)];
}

function foldersUpTo(top: string, folder: string): readonly string[] {
  return folder.length <= top.length ? [top] : [folder, ...foldersUpTo(top, dirname(folder))];
}

function readText(file: string): string {
  return readFileSync(file, 'utf8').replace(/\r\n/g, '\n').trim();
}

/** Hex SHA-512 by the folder of a package. */
function readIntegrity(root: string): ReadonlyMap<string, string> {
  const lock = join(root, 'package-lock.json');
  if (!existsSync(lock)) return new Map();
  const { packages }: { packages: Record<string, { integrity?: string }> } = JSON.parse(readFileSync(lock, 'utf8'));
  return new Map(
    Object.entries(packages).flatMap(([folder, { integrity }]) => {
      const base64 = /^sha512-(\S+)$/.exec(integrity ?? '')?.[1];
      return base64 === undefined ? [] : [[folder, Buffer.from(base64, 'base64').toString('hex')] as const];
    }),
  );
}

/** The same version can be installed in several folders. */
function unique<T extends { readonly name: string; readonly version: string }>(packages: readonly T[]): T[] {
  return [...new Map(packages.map((each) => [`${each.name}@${each.version}`, each])).values()];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
