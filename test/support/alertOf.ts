import type { AlertNotice } from '../../src/shared/alert.ts';
import { FIRST_CHOICE } from '../../src/shared/choice.ts';

/** An alert of a budget. */
export function alertOf(id: string, own: Partial<AlertNotice> = {}): AlertNotice {
  return { id, message: `${id} is due.`, choice: FIRST_CHOICE, budget: 'Production', event: null, ...own };
}
