import type { ClaudeCodeRecord } from '../../source/source.ts';
import { shortEmails } from './shortEmails.ts';

/** Whoever worked with Claude Code: a person, or an API key. */
export interface ClaudeCodeUser {
  /** For people; API keys are marked as such. */
  readonly name: string;
  /** The e-mail address, shortened where it is to be, or the key's name. */
  readonly id: string;
  readonly records: readonly ClaudeCodeRecord[];
}

/** In the order of their names. */
export function claudeCodeUsers(records: readonly ClaudeCodeRecord[], shorten: boolean): ClaudeCodeUser[] {
  const people = records.filter(({ actorType }) => actorType === 'user_actor');
  const short = shorten ? shortEmails(people.map(({ actor }) => actor)) : new Map<string, string>();
  const users = [...Map.groupBy(records, identity).values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const id = first.actorType === 'user_actor' ? (short.get(first.actor) ?? first.actor) : first.actor;
    return [{ id, name: nameOf(first.actorType, id), records: own }];
  });
  return users.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** An address and a key's name may be the same text. */
export function identity({ actorType, actor }: Pick<ClaudeCodeRecord, 'actorType' | 'actor'>): string {
  return `${actorType}\u0000${actor}`;
}

function nameOf(actorType: string, id: string): string {
  switch (actorType) {
    case 'user_actor':
      return id === '' ? 'User without an address' : id;
    case 'api_actor':
      return id === '' ? 'API key without a name' : `API key ${id}`;
    default:
      return id === '' ? `Unknown (${actorType})` : `${id} (${actorType})`;
  }
}
