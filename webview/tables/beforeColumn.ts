/** The same bucket of the period before. */
export const BEFORE_COLUMN = { key: 'before', name: 'before', faint: true } as const;
