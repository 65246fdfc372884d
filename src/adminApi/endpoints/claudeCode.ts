import type { ClaudeCodeRecord, Page } from '../../source.ts';
import type { Ask } from '../ask.ts';
import { pages } from '../pages.ts';
import { claudeCodePage, toClaudeCodeRecord } from '../schemas/claudeCode.ts';
import { parseReply } from '../schemas/wire.ts';

/** `GET …/usage_report/claude_code` of one UTC day, `YYYY-MM-DD`; throws a RangeError for any other text. */
export function readClaudeCode(ask: Ask, day: string, signal: AbortSignal): AsyncIterable<Page<ClaudeCodeRecord>> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError('Claude Code Analytics takes a day such as 2026-11-20');
  return pages(
    async (cursor) => {
      const page = cursor === undefined ? [] : [['page', cursor] as const];
      const reply = await ask(
        { path: 'usage_report/claude_code', query: [['starting_at', day], ['limit', '1000'], ...page] },
        signal,
      );
      const wire = parseReply(claudeCodePage, reply);
      return {
        page: { items: wire.data.map(toClaudeCodeRecord), bytes: reply.bytes },
        hasMore: wire.has_more,
        cursor: wire.next_page ?? null,
      };
    },
    { signal, cursorField: 'next_page' },
  );
}
