import { WEB_SEARCHES } from '../../spend/kind.ts';
import type { ColumnDef } from './columnDef.ts';
import { countColumn } from './costColumns.ts';

/** Tokens by kind, and searches. */
export const TOKEN_COLUMNS: readonly ColumnDef[] = [
  countColumn('uncached_input_tokens', 'Uncached input', ({ units }) => units[0] ?? 0),
  countColumn('cache_write_tokens', 'Cache writes', ({ units }) => (units[1] ?? 0) + (units[2] ?? 0)),
  countColumn('cache_read_tokens', 'Cache reads', ({ units }) => units[3] ?? 0),
  countColumn('output_tokens', 'Output', ({ units }) => units[4] ?? 0),
  countColumn('web_searches', 'Web searches', ({ units }) => units[WEB_SEARCHES] ?? 0),
];
