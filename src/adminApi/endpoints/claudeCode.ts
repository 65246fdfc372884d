import type { ClaudeCodeRecord, Page, SetApart } from '../../source/source.ts';
import { pages } from '../pages.ts';
import type { GetJson } from '../request.ts';
import { claudeCodePage, readClaudeCodeRecord } from '../schemas/claudeCode.ts';
import { parseResponse } from '../schemas/wire.ts';
import { type SetApartLog, SetApartNotes } from '../setApart.ts';

/** `GET …/usage_report/claude_code` of one UTC day, `YYYY-MM-DD`; throws a RangeError for any other text. */
export function createClaudeCodeReport(getJson: GetJson, log: SetApartLog) {
  const notes = new SetApartNotes('Claude Code Analytics', log);
  return (day: string, signal: AbortSignal): AsyncIterable<Page<ClaudeCodeRecord>> => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError('Claude Code Analytics takes a day such as 2026-11-20');
    return pages(
      async (cursor) => {
        const page = cursor === undefined ? [] : [['page', cursor] as const];
        const response = await getJson(
          { path: 'usage_report/claude_code', query: [['starting_at', day], ['limit', '1000'], ...page] },
          signal,
        );
        const wire = parseResponse(claudeCodePage, response);
        const items: ClaudeCodeRecord[] = [];
        const apart: SetApart[] = [];
        for (const raw of wire.data) {
          const read = readClaudeCodeRecord(raw);
          if (typeof read === 'string') apart.push({ reason: 'unread', text: read });
          else items.push(read);
        }
        const setApart = apart.length === 0 ? {} : { setApart: notes.of(apart, day) };
        return {
          page: { items, bytes: response.bytes, ...setApart },
          hasMore: wire.has_more,
          cursor: wire.next_page ?? null,
        };
      },
      { signal, cursorField: 'next_page' },
    );
  };
}
