import { faultOf, type LedgerFault } from '../ledger/fault.ts';

interface Words {
  /** After "because". */
  readonly cause: string;
  /** Advice to the user, a clause in the imperative. */
  readonly remedy: string;
}

const LOCAL = "Move VS Code's user data to a local disk";
const WORDS: Readonly<Partial<Record<LedgerFault, Words>>> = {
  full: { cause: 'the disk is full', remedy: 'Make room on it' },
  readOnly: { cause: 'its file or its disk is read-only', remedy: 'Make it writable' },
  denied: {
    cause: 'its file or folder belongs to another user or is not writable',
    remedy: "Give yourself write access to the extension's storage folder",
  },
  misplaced: {
    cause: 'a folder is where its file should be, or a file where its folder should',
    remedy: 'Move that away',
  },
  noSharedMemory: { cause: 'its file system shares no memory between programs', remedy: LOCAL },
  noLocks: { cause: 'its file system does not lock files', remedy: LOCAL },
  io: { cause: 'the disk or the network drive it is on could not be read or written', remedy: 'Check that drive' },
  cannotOpen: { cause: 'its file could not be made or opened', remedy: "Check the extension's storage folder" },
};

/** Notice of a ledger that is in memory alone; `reason` is the error that keeps it there. */
export function unkeptNotice(reason: unknown): string {
  const words = WORDS[faultOf(reason)] ?? { cause: 'its file could not be used', remedy: 'Look into the log' };
  return `Claude usage is kept in memory until this window closes, because ${words.cause}. ${words.remedy}, and reload the window.`;
}

/** Words a failure of the ledger and its consequence, in a sentence or two. */
export function ledgerSentence(error: unknown): string {
  const fault = faultOf(error);
  const words = WORDS[fault];
  if (words) return `The ledger could not be kept, because ${words.cause}. It is kept in memory instead.`;
  switch (fault) {
    case 'newer':
      return 'A newer version of this extension has written the ledger, and this one leaves it alone: update the extension.';
    case 'locked':
      return 'Another program has locked the ledger of Claude usage. The extension waits for it and shows what it knows meanwhile.';
    case 'moved':
      return 'The ledger was moved or deleted. A new one is being made.';
    case 'damaged':
      return 'The ledger is damaged. It is set aside, and a new one is being filled.';
    default:
      return 'Something in the ledger could not be read and is fetched again. If this message stays, look into the log.';
  }
}
