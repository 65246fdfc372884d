/** A report as the panel offers it. */
export interface OfferedReport {
  readonly id: string;
  readonly title: string;
  /** Question that it answers, in a line. */
  readonly answers: string;
}

/** Stands for the report of what the panel shows, where the others have their id. */
export const THIS_VIEW = 'thisView';
