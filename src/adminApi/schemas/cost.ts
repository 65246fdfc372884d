import * as z from 'zod/mini';
import { centsToDecimal, moneyFromCents, toCents } from '../../shared/money.ts';
import { COST_FIELDS } from '../../source/costFields.ts';
import { byKey, byName } from '../../source/fields.ts';
import type { CostRow } from '../../source/source.ts';
import type { RowFormat } from '../buckets.ts';
import { valueText } from '../setApart.ts';
import { wireText } from './wire.ts';

/** The ledger keeps amounts in 64 bits. */
const MOST = 2n ** 63n - 1n;

/** Cents to money: a decimal in any notation, as a string by its digits. A credit is negative. */
export const amount = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((written, context) => {
    const money = moneyIn(written);
    if (money !== null) return money;
    context.issues.push({ code: 'custom', message: 'no amount', input: written });
    return z.NEVER;
  }),
);

function moneyIn(written: unknown): bigint | null {
  try {
    const money = moneyFromCents(String(written).trim());
    return money > MOST || money < -MOST ? null : money;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Always dollars, as documented: one left unsaid is too. */
export const dollars = z
  .nullish(z.string())
  .check(z.refine((currency) => !currency || currency.toUpperCase() === 'USD'));

/** The bill grouped by workspace and description. `speed` comes with the fast-mode beta alone. */
const costRow = z.object({
  amount,
  currency: dollars,
  ...byName(COST_FIELDS, () => wireText),
});
type WireRow = z.output<typeof costRow>;

export const COST_FORMAT: RowFormat<WireRow, CostRow> = {
  schema: costRow,
  toRow: (wire) => ({ ...byKey(COST_FIELDS, ({ name }) => wire[name] ?? ''), amount: wire.amount }),
  groupOf: ({ amount: _, ...names }) => Object.values(names).join('\u0000'),
  weigh: (row) => Number(row.amount),
  words: (raw, path) => {
    if (typeof raw !== 'object' || raw === null) return valueText(raw);
    const line: Readonly<Record<string, unknown>> = { ...raw };
    const money = moneyIn(line['amount']);
    const currency = typeof line['currency'] === 'string' ? line['currency'] : 'USD';
    const [field] = path;
    const odd =
      field === 'amount' || field === 'currency' ? [] : [`${String(field)} ${valueText(line[String(field)])}`];
    const figure =
      money === null ? `amount ${valueText(line['amount'])}` : `${centsToDecimal(toCents(money))} ${currency}`;
    const names = [line['description'], line['model'], line['cost_type']];
    return [figure, ...odd, names.find((name) => typeof name === 'string' && name !== '') ?? '']
      .filter(Boolean)
      .join(', ');
  },
  rowWords: ({ amount, description, model, costType }) =>
    [`${centsToDecimal(toCents(amount))} USD`, description || model || costType].filter(Boolean).join(', '),
};
