import type { BundledPackage } from './bundledPackages.ts';

const RULE = '-'.repeat(80);

/** What the licences of the bundled libraries ask to be handed on; libraries with the same text stand above it together. */
export function thirdPartyNotices(packages: readonly BundledPackage[]): string {
  const byText = new Map<string, BundledPackage[]>();
  for (const each of packages) {
    const text = each.licenseTexts.join('\n\n');
    byText.set(text, [...(byText.get(text) ?? []), each]);
  }
  const notices = [...byText].map(([text, of]) => `${of.map(heading).join('\n')}\n\n${text}\n`);
  return [INTRODUCTION, ...notices].join(`\n${RULE}\n\n`);
}

const INTRODUCTION = `Third-party notices

Claude Usage & Cost carries the libraries below, each of them in part, under the
licence that follows it.
`;

function heading({ name, version, license, homepage }: BundledPackage): string {
  return `${name} ${version} (${license})\n${homepage}`;
}
