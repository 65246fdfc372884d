import { faultOf, type LedgerFault } from '../ledger/fault.ts';

interface Words {
  /** After "because". */
  readonly cause: string;
  /** Advice to the user, a clause in the imperative. */
  readonly remedy: string;
}

const LOCAL = "Move VS Code's user data to a local disk";
const WORDS: Readonly<Partial<Record<LedgerFault, Words>>> = {
  full: { cause: 'the disk is full', remedy: 'Free some space' },
  readOnly: { cause: 'its file or its disk is read-only', remedy: 'Make it writable' },
  denied: {
    cause: 'its file or folder belongs to another user or is not writable',
    remedy: "Give yourself write access to the extension's storage folder",
  },
  misplaced: {
    cause: 'there is a folder in place of its file, or a file in place of its folder',
    remedy: 'Move that away',
  },
  noSharedMemory: { cause: 'its file system does not support shared memory', remedy: LOCAL },
  noLocks: { cause: 'its file system does not support file locks', remedy: LOCAL },
  io: { cause: 'its disk or network drive could not be read or written', remedy: 'Check that drive' },
  cannotOpen: {
    cause: 'its file could not be created or opened',
    remedy: "Check the extension's storage folder",
  },
};

/** Notice of a ledger that is in memory alone; `reason` is the error that keeps it there. */
export function unkeptNotice(reason: unknown): string {
  const words = WORDS[faultOf(reason)] ?? { cause: 'its file could not be used', remedy: 'Check the log' };
  return `The usage history cannot be saved, because ${words.cause}. It is held in memory until this window closes. ${words.remedy}, then reload the window.`;
}

/** Words a failure of the ledger and its consequence, in a sentence or two. */
export function ledgerSentence(error: unknown): string {
  const fault = faultOf(error);
  const words = WORDS[fault];
  if (words) return `The usage history could not be saved, because ${words.cause}. It is held in memory instead.`;
  switch (fault) {
    case 'newer':
      return 'The usage history was written by a newer version of this extension. Update the extension to read it.';
    case 'locked':
      return 'Another program has locked the usage history. The extension waits for it and shows the last known figures.';
    case 'moved':
      return 'The usage history was moved or deleted. A new one is being fetched.';
    case 'damaged':
      return 'The usage history is damaged. Its file has been set aside, and a new history is being fetched.';
    default:
      return 'Part of the usage history could not be read and is being fetched again. Check the log if this message stays.';
  }
}
