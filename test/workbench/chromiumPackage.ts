import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { npmInstall } from './npmInstall.ts';
import { provide } from './provide.ts';

/** For what Chromium's own package lacks: a fixed-width face, blocks, arrows. */
const fonts = 'dejavu-fonts-ttf@2.37.3';

export interface PackagedChromium {
  readonly executablePath: string;
  /** What the binary needs on a machine that has neither its libraries nor a font. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The Chromium of npm package @sparticuz/chromium, unpacked: for Linux on x64 alone. */
export async function ensurePackagedChromium(): Promise<PackagedChromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium was found: install Chrome, or set CHROME_PATH to a Chromium.');
  }
  const folder = await provide(`chromium-${packageVersion()}`, unpack);
  const { LD_LIBRARY_PATH } = process.env;
  const fontsConfig = join(folder, 'fonts.conf');
  await writeFile(fontsConfig, fontsConfiguration(folder));
  return {
    executablePath: join(folder, 'chromium'),
    environment: {
      FONTCONFIG_FILE: fontsConfig,
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), LD_LIBRARY_PATH].filter(Boolean).join(':'),
    },
  };
}

async function unpack(folder: string): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await npmInstall(folder, [fonts, '--no-package-lock']);
  // The package unpacks into the folder for temporary files, and its libraries only where it believes itself in a cloud.
  const env = { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' };
  const script = `await (await import('@sparticuz/chromium')).default.executablePath()`;
  const args = ['--input-type=module', '--eval', script];
  await promisify(execFile)(process.execPath, args, { env, cwd: import.meta.dirname });
}

function packageVersion(): string {
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const manifest: unknown = JSON.parse(readFileSync(join(main, '..', '..', '..', 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  throw new Error('@sparticuz/chromium has no version');
}

function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>${join(folder, 'node_modules', 'dejavu-fonts-ttf', 'ttf')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
  ${preferred('sans-serif', 'Open Sans')}
  ${preferred('system-ui', 'Open Sans')}
  ${preferred('monospace', 'DejaVu Sans Mono')}
</fontconfig>
`;
}

function preferred(family: string, face: string): string {
  return `<alias binding="strong"><family>${family}</family><prefer><family>${face}</family></prefer></alias>`;
}
