export interface Import {
  /** As it is written. */
  readonly from: string;
  /** `import type`: nothing of it is left when types are stripped. */
  readonly isType: boolean;
  readonly isDynamic: boolean;
}

const STATIC = /^(?:import|export)\s+(type\s+)?(?:[^'"]*?from\s+)?'([^']+)';/gm;
const DYNAMIC = /(typeof\s+)?\bimport\('([^']+)'\)/g;

/** The imports and re-exports of a module, from its text. */
export function importsOf(source: string): Import[] {
  const found: Import[] = [];
  for (const [, type, from = ''] of source.matchAll(STATIC)) {
    found.push({ from, isType: type !== undefined, isDynamic: false });
  }
  for (const [, type, from = ''] of source.matchAll(DYNAMIC)) {
    found.push({ from, isType: type !== undefined, isDynamic: true });
  }
  return found;
}
