import { dollars, type Entry, line, type Made } from './made.ts';

const opus = { model: 'claude-opus-5-5' };
const sonnet = { model: 'claude-sonnet-5-5', workspaceId: 'wrkspc_research', apiKeyId: 'apikey_evals' };
const on = (day: string, changes: Parameters<typeof line>[0], hour = 0): Entry => ({ day, hour, line: line(changes) });

/** Three days, the last one running at noon, and some days before them. */
export const TWO_WEEKS: Made = {
  from: '2026-11-18',
  to: '2026-11-20',
  now: Date.UTC(2026, 10, 20, 12),
  entries: [
    // A week before.
    on('2026-11-11', { ...opus, units: 1000, billed: dollars(20) }),
    on('2026-11-13', { ...opus, units: 500, billed: dollars(4) }, 6),
    on('2026-11-13', { ...opus, units: 500, billed: dollars(90) }, 18),
    // The previous period: 15 November to noon of the 17th.
    on('2026-11-15', { ...opus, units: 800, billed: dollars(8) }),
    on('2026-11-17', { ...sonnet, units: 400, billed: dollars(2) }, 3),
    on('2026-11-17', { ...opus, units: 900, billed: dollars(10) }, 20),
    // The period.
    on('2026-11-18', { ...opus, units: 1000, billed: dollars(10) }),
    on('2026-11-18', { ...opus, item: 1, units: 200, billed: dollars(1) }),
    on('2026-11-18', { ...opus, item: 2, units: 100, billed: dollars(1) }),
    on('2026-11-18', { item: -1, workspaceId: '', billed: dollars(3) }),
    on('2026-11-19', { ...opus, item: 3, units: 5000, mixed: dollars(5) }),
    on('2026-11-19', { ...sonnet, item: 4, units: 300, mixed: dollars(4) }, 10),
    on('2026-11-19', { ...sonnet, item: 4, units: 30, mixed: dollars(1) }, 14),
    on('2026-11-20', { ...opus, apiKeyId: '', units: 700, estimated: dollars(6) }, 2),
    on('2026-11-20', { item: 5, units: 7, estimated: dollars(2) }, 3),
  ],
};
