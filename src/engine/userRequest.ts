import { isOfSqlite } from '../ledger/fault.ts';
import { errorMessage } from '../shared/errorMessage.ts';
import { ledgerSentence } from './ledgerWords.ts';
import type { Session } from './session.ts';

export interface UserRequestOptions {
  /** Null until the ledger is open. */
  readonly session: () => Session | null;
  /** Reason that it is not, in a sentence. */
  readonly problem: () => string | null;
  /** Takes note of an error of the ledger. */
  readonly noteFault: (error: unknown) => void;
}

/** Answers a request of the user from the open ledger; with a sentence, where that cannot be had. */
export function answerFrom<Answer>(
  { session, problem, noteFault }: UserRequestOptions,
  answer: (session: Session) => Answer,
): Answer | string {
  try {
    const opened = session();
    if (opened) return answer(opened);
    return problem() ?? 'There are no figures yet. Try again in a moment.';
  } catch (error) {
    if (!isOfSqlite(error)) return errorMessage(error);
    noteFault(error);
    return ledgerSentence(error);
  }
}
